import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Request, Response, Server } from 'restify';

/** Style, script and picture of the pages, from this host alone. Named by what they hold, so that browsers may keep them. */

interface Asset {
  readonly type: string;
  readonly zipped: Buffer;
  readonly plain: Buffer;
}

const sources = {
  'roder.css': {
    type: 'text/css; charset=utf-8',
    path: () => new URL('../../pages/roder.css', import.meta.url),
  },
  'start.js': {
    type: 'text/javascript; charset=utf-8',
    path: () => new URL('../../pages/start.js', import.meta.url),
  },
  'roder.svg': { type: 'image/svg+xml', path: () => new URL('../../pages/roder.svg', import.meta.url) },
  // Microsoft's own: only pages in Teams load it, and the one where Teams says who somebody is.
  'teams.js': {
    type: 'text/javascript; charset=utf-8',
    path: () => createRequire(import.meta.url).resolve('@microsoft/teams-js'),
  },
} as const;

type AssetName = keyof typeof sources;

const read = new Map<AssetName, Asset>();

function assetOf(name: AssetName): Asset {
  const known = read.get(name);
  if (known) return known;
  const { type, path } = sources[name];
  const plain = readFileSync(path());
  const asset = { type, plain, zipped: gzipSync(plain, { level: 9 }) };
  read.set(name, asset);
  return asset;
}

export function assetLink(name: AssetName): string {
  const version = createHash('sha256').update(assetOf(name).plain).digest('base64url').slice(0, 8);
  return `/app/assets/${name}?v=${version}`;
}

export function addAssets(server: Server): void {
  server.get('/app/assets/:name', async (request: Request, response: Response) => {
    const name = String(request.params.name);
    if (!Object.hasOwn(sources, name)) return void response.send(404, { error: 'not-found' });
    const { type, plain, zipped } = assetOf(name as AssetName);
    const isZipped = acceptsGzip(request);
    response.writeHead(200, {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(isZipped ? { 'Content-Encoding': 'gzip' } : {}),
    });
    response.end(isZipped ? zipped : plain);
  });
}

export function acceptsGzip({ headers }: Pick<Request, 'headers'>): boolean {
  return /\bgzip\b/u.test(String(headers['accept-encoding'] ?? ''));
}
