import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCosmosHttpServer, createDocumentsContainer } from '../../test/support/cosmos-server.ts';

/** A Cosmos DB server in its own process; every response is delayed by a fixed time, as over a network. */
const { delayMs } = JSON.parse(process.argv[2]!) as { delayMs: number };
const server: Server = createCosmosHttpServer({ keepAlive: true });
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const place = {
  endpoint: `http://127.0.0.1:${port}`,
  database: 'roder',
  key: Buffer.from('no secret: loopback only').toString('base64'),
};
await createDocumentsContainer(place);
const [answer] = server.listeners('request') as RequestListener[];
server.removeAllListeners('request');
server.on('request', (request, response) => {
  if (delayMs > 0) setTimeout(() => answer!(request, response), delayMs);
  else answer!(request, response);
});
process.on('disconnect', () => process.exit(0));
process.on('message', () => process.exit(0));
process.send!(place);
