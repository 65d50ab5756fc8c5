import { startRoder } from './compose.ts';
import { readConfig } from './config.ts';
import { asError } from './errors.ts';

/** Starts, and stops when asked to. Everything else is in `compose.ts`. */
try {
  const roder = await startRoder(readConfig(process.env));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void roder.stop().then(() => process.exit(0)));
  }
} catch (error) {
  process.stderr.write(`${asError(error).message}\n`);
  process.exit(1);
}
