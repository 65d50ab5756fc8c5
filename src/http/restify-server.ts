import { createRequire } from 'node:module';
import { pino } from 'pino';
import type { Server, ServerOptions } from 'restify';

const require = createRequire(import.meta.url);
const RestifyServer = require('restify/lib/server.js') as new (options: object) => Server;
const Router = require('restify/lib/router.js') as new (options: object) => object;

/**
 * Does what `restify.createServer` does, without the file that defines it: that one loads all of Restify's plugins, for
 * forms, files, tables and signatures, of which Roder uses none.
 */
export function createRestifyServer(options: ServerOptions): Server {
  const log = pino({ name: 'restify' });
  const router = new Router({ ...options, log });
  return new RestifyServer({ ...options, log, router });
}
