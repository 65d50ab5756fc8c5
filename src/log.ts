import pino from 'pino';
import type { Log } from './ports.ts';

/**
 * Lines of JSON on standard output. What is logged is ids and codes; should a field with people's words or
 * a secret ever be passed, it is taken out here.
 */
export function createLog(level: string): Log {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['text', 'card', 'ownWords', 'authorization', 'password', 'token', '*.text', '*.card'],
      remove: true,
    },
  });
}
