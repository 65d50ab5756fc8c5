import type { IncomingMessage } from 'node:http';
import { cleanText } from '../language/people-text.ts';

/** What a form brought, each field once: the last of several with one name. */
export type Fields = ReadonlyMap<string, string>;

export interface FormBody {
  readonly fields: Fields;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array } | undefined;
}

export type ReadBody = FormBody | { readonly refused: 413 | 415 };

/** As much as an answer's card may hold, many times over. */
export const maxFormBytes = 512 * 1024;
/** What comes beyond is still read, so that the answer is; past this the connection is cut. */
const drained = 4;

/**
 * A form as browsers send it. `maxFileBytes`: where it may bring a file; then it may be so large. Restify's own reader
 * would write files to the disk.
 */
export async function readForm(request: IncomingMessage, maxFileBytes = 0): Promise<ReadBody> {
  const { 'content-type': type = '', 'content-encoding': encoding } = request.headers;
  const isFile = maxFileBytes > 0 && /^multipart\/form-data;/iu.test(type);
  const isForm = isFile || /^application\/x-www-form-urlencoded\b/iu.test(type);
  if (!isForm || encoding !== undefined) {
    request.resume();
    return { refused: 415 };
  }
  const bytes = await readBytes(request, maxFormBytes + maxFileBytes);
  if (!bytes) return { refused: 413 };
  const form = await new Response(bytes, { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => undefined);
  if (!form) return { refused: 415 };
  const fields = new Map<string, string>();
  let file: FormBody['file'];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name.slice(0, 200), cleanText(value.replaceAll('\r\n', '\n')));
    else if (value.name)
      file = { name: value.name.slice(0, 100), bytes: new Uint8Array(await value.arrayBuffer()) };
  }
  if (file && file.bytes.byteLength > maxFileBytes) return { refused: 413 };
  return { fields, file };
}

async function readBytes(request: IncomingMessage, max: number): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= max) chunks.push(chunk);
    if (bytes > max * drained) break;
  }
  return bytes > max ? undefined : Buffer.concat(chunks);
}
