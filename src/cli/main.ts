import { runCommandLine } from './command-line.ts';
import { endProcess } from './processes.ts';

/** The `roder` command as a process; started by `roder.js`. */
await endProcess(
  runCommandLine(process.argv.slice(2), {
    environment: process.env,
    print: (line) => console.log(line),
    progress: (line) => console.error(line),
  }),
);
