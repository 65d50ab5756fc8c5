import { pino } from 'pino';
import type { Server, ServerOptions } from 'restify';
import Router from 'restify/lib/router.js';
import RestifyServer from 'restify/lib/server.js';

/**
 * Does what `restify.createServer` does, without the file that defines it: that one loads all of Restify's plugins, for
 * forms, files, tables and signatures, of which Roder uses none.
 */
export function createRestifyServer(options: ServerOptions): Server {
  const log = pino({ name: 'restify' });
  const router = new Router({ ...options, log });
  return new RestifyServer({ ...options, log, router });
}
