import { type Command, InvalidArgumentError } from 'commander';
import type { ExitStatus } from './plan-commands.ts';
import type { DemoOptions, DemoTerminal } from './run-demo.ts';

/** The `demo` command; calls `exit` with its status when it ends. */
export function addDemoCommand(
  program: Command,
  terminal: DemoTerminal,
  exit: (status: ExitStatus) => void,
): void {
  program
    .command('demo')
    .description("try Roder on this machine, in Microsoft's Agents Playground, with an invented municipality")
    .option(
      '--port <number>',
      'where Roder listens, on this machine only; 0 takes a free port',
      portNumber,
      3978,
    )
    .option(
      '--playground-port <number>',
      'where the Playground listens, on all network interfaces; 0 takes a free port',
      portNumber,
      56_150,
    )
    .option('--fresh', 'begin anew: forget what was done in the demo before')
    .addHelpText('after', '\nWhat is done in the demo is kept in .roder/demo.db. Ctrl-C ends it.')
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import('./run-demo.ts');
      exit(await runDemo(options, terminal));
    });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/u.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}
