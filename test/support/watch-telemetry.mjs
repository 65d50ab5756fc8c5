import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { playHere } from './https-here.mjs';

// Given to a process with `--import`: says when it loads anything of OpenTelemetry's, and plays Azure Monitor.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.includes('opentelemetry')) writeSync(2, `loads ${specifier}\n`);
    return next(specifier, context);
  },
});
if (process.env.TEST_AZURE_MONITOR) playHere('monitor.test', process.env.TEST_AZURE_MONITOR);
