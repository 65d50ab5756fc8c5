import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { startRoder } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { ownCloud } from './own-cloud.ts';

/**
 * The whole service in production mode as a process of its own, with Microsoft's side at TEST_ENTRA_URL.
 * What is meant for login.microsoftonline.com goes there too: MSAL speaks to nothing else.
 */
const entra = new URL(process.env.TEST_ENTRA_URL!);
const request = https.request;
https.request = ((options: https.RequestOptions, ...rest: unknown[]) => {
  if (options.hostname !== 'login.microsoftonline.com') return request(options, ...(rest as []));
  const { agent: _agent, ...others } = options;
  return http.request(
    { ...others, protocol: 'http:', hostname: entra.hostname, port: entra.port },
    ...(rest as []),
  );
}) as typeof https.request;
syncBuiltinESMExports();

const roder = await startRoder(readConfig(process.env), ownCloud(entra.origin));
process.once('SIGTERM', () => void roder.stop().then(() => process.exit(0)));
