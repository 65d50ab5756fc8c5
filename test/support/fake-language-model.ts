import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Speaks Azure OpenAI's protocol on this machine, well or badly, and keeps what it was sent. */
export interface FakeLanguageModel {
  readonly url: string;
  /** What it does with the next questions. */
  answers: (response: ServerResponse) => void;
  readonly asked: { readonly path: string; readonly authorization: string; readonly body: string }[];
  close(): void;
}

export async function startLanguageModel(): Promise<FakeLanguageModel> {
  const asked: FakeLanguageModel['asked'] = [];
  const model = { asked, answers: says('{}') } as unknown as FakeLanguageModel & { url: string };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      asked.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', body });
      model.answers(response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  model.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  model.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return model;
}

/** An answer as the service gives it, with this as what the model wrote. */
export function says(content: string): FakeLanguageModel['answers'] {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ index: 0, finish_reason: 'stop', message: { content } }] }));
  };
}

export function fails(status: number): FakeLanguageModel['answers'] {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '30' });
    response.end(JSON.stringify({ error: { message: 'no' } }));
  };
}
