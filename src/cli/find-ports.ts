import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { type Language, translator } from '../language/language.ts';

export interface DemoPorts {
  readonly port: number;
  readonly playgroundPort: number;
}

/**
 * The ports to use, 0 made into a free one; or a sentence for each that cannot be had. Both are held until
 * both are found, so that they are never the same. The Playground itself would silently take another.
 */
export async function findPorts(
  wanted: DemoPorts,
  language: Language,
): Promise<DemoPorts | { taken: string[] }> {
  const roder = await hold(wanted.port, '127.0.0.1');
  const playground = await hold(wanted.playgroundPort);
  await Promise.all([roder, playground].map((one) => ('server' in one ? release(one.server) : undefined)));
  if ('server' in roder && 'server' in playground) {
    return { port: roder.port, playgroundPort: playground.port };
  }
  const t = translator(language);
  const sentences = [
    { ...roder, program: 'Roder', option: '--port' },
    { ...playground, program: 'Playground', option: '--playground-port' },
  ].flatMap((one) => ('code' in one ? [t('cli.demo.portTaken', { ...one, other: one.port + 10 })] : []));
  return { taken: sentences };
}

type Held = { readonly port: number } & ({ readonly server: Server } | { readonly code: string });

async function hold(port: number, host?: string): Promise<Held> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return { server, port: (server.address() as AddressInfo).port };
  } catch (error) {
    return { port, code: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}

async function release(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
