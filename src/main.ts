import { enableCompileCache } from 'node:module';
import { endProcess } from './cli/processes.ts';

/** Starts, and stops when asked to. Everything else is in `compose.ts`. */
enableCompileCache();
const { runService } = await import('./cli/start.ts');
await endProcess(runService());
