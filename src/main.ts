import { endProcess } from './cli/end-process.ts';
import { start } from './cli/start.ts';

/** Starts, and stops when asked to. Everything else is in `compose.ts`. */
await endProcess(start());
