import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './at-end.ts';

type Answer =
  | Uint8Array
  | { readonly status: number }
  | { readonly redirect: string }
  /** So many bytes, without saying how many there will be. */
  | { readonly endless: number };

/** Where files dropped in a chat are kept, on loopback; remembers who asked for what. */
export class FileHost {
  readonly asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  readonly #files = new Map<string, Answer>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url!;
      this.asked.push({ path, headers: request.headers });
      const file = this.#files.get(path) ?? { status: 404 };
      if (file instanceof Uint8Array) response.end(file);
      else if ('redirect' in file) response.writeHead(302, { location: file.redirect });
      else if ('status' in file) response.writeHead(file.status);
      else for (let left = file.endless; left >= 0; left -= 65_536) response.write(Buffer.alloc(65_536, 32));
      response.end();
    });
  }

  static async start(): Promise<FileHost> {
    const host = new FileHost();
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    atEnd(() => {
      host.#server.closeAllConnections();
      return new Promise<void>((resolve) => host.#server.close(() => resolve()));
    });
    return host;
  }

  /** Where it is from now on. */
  keep(name: string, answer: Answer): { name: string; url: string } {
    const path = `/${this.#files.size}/${encodeURIComponent(name)}`;
    this.#files.set(path, answer);
    return { name, url: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}` };
  }
}
