import { finished } from 'node:stream/promises';
import type { Request, Response, Server } from 'restify';
import { asError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { fetchExport, lookAtExport } from '../exports/fetch-export.ts';
import { translator } from '../language/language.ts';

export interface DownloadOptions {
  readonly ports: Ports;
  readonly tenants: readonly string[];
}

/**
 * `GET /downloads/{token}`: returns one file until the link expires; `HEAD` tells whether it would. An invalid link
 * gets a page with a sentence in both languages. A `Range` request gets the whole file: the file is generated anew each
 * time, so the rest of another copy might not fit.
 */
export function addDownloads(server: Server, options: DownloadOptions): void {
  server.head('/downloads/:token', async (request: Request, response: Response) => {
    const link = { token: String(request.params.token), tenants: options.tenants };
    const found = await lookAtExport(options.ports, link);
    response.writeHead(statuses[found], whole);
    response.end();
  });
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

const statuses = { there: 200, wrong: 404, gone: 410 } as const;
const whole = { 'Accept-Ranges': 'none' };

async function answer({ ports, tenants }: DownloadOptions, token: string, response: Response): Promise<void> {
  const fetched = await fetchExport(ports, { token, tenants });
  const { outcome } = fetched;
  if (outcome !== 'file') {
    ports.log.info({ event: 'download', outcome }, 'A link was used.');
    return sendPage(response, statuses[outcome], `export.download.${outcome}`);
  }
  const { body, contentType, fileName } = fetched.file;
  response.writeHead(200, {
    ...whole,
    'Content-Type': contentType,
    'Content-Length': body.length,
    'Content-Disposition': attached(fileName),
  });
  response.end(body);
  const isWhole = await finished(response).then(
    () => true,
    () => false,
  );
  ports.log.info({ event: 'download', outcome: isWhole ? 'file' : 'cut' }, 'A link was used.');
}

function sendPage(response: Response, status: number, key: string): void {
  const [sv, en] = [translator('sv')(key), translator('en')(key)];
  const page = `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Roder</title><p>${sv}</p><p lang="en">${en}</p></html>\n`;
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
}

/** The file name with å, ä and ö (RFC 6266), and an ASCII fallback for clients that do not support it. */
function attached(fileName: string): string {
  const plain = fileName.normalize('NFD').replaceAll(/[^\x20-\x7e]/gu, '');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
