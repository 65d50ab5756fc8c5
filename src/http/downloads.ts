import type { Request, Response, Server } from 'restify';
import { asError } from '../errors.ts';
import { fetchExport } from '../exports/fetch-export.ts';
import { translator } from '../language/language.ts';
import type { Ports } from '../ports.ts';

export interface DownloadOptions {
  readonly ports: Ports;
  readonly tenants: readonly string[];
}

/** `GET /downloads/{token}`: one file, once. Who has no valid link gets a page with a sentence in both languages. */
export function addDownloads(server: Server, options: DownloadOptions): void {
  server.get('/downloads/:token', async (request: Request, response: Response) => {
    const token = String(request.params.token);
    try {
      await answer(options, token, response);
    } catch (thrown) {
      const error = asError(thrown);
      const code = 'code' in error ? error.code : 'unknown';
      options.ports.log.error(
        { event: 'download-failed', code, error: error.message },
        'A file was not made.',
      );
      sendPage(response, 500, 'export.download.failed');
    }
  });
}

async function answer({ ports, tenants }: DownloadOptions, token: string, response: Response): Promise<void> {
  const fetched = await fetchExport(ports, { token, tenants });
  ports.log.info({ event: 'download', outcome: fetched.outcome }, 'A link was used.');
  if (fetched.outcome === 'wrong') return sendPage(response, 404, 'export.download.wrong');
  if (fetched.outcome === 'gone') return sendPage(response, 410, 'export.download.gone');
  const { body, contentType, fileName } = fetched.file;
  response.writeHead(200, {
    'Content-Type': contentType,
    'Content-Length': body.length,
    'Content-Disposition': `attachment; filename="${fileName}"`,
  });
  response.end(body);
}

function sendPage(response: Response, status: number, key: string): void {
  const [sv, en] = [translator('sv')(key), translator('en')(key)];
  const page = `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Roder</title><p>${sv}</p><p lang="en">${en}</p></html>\n`;
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
}
