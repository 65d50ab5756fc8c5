import { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import type { AppConfig, Config } from '../config.ts';
import { addDemoCommand } from './demo-command.ts';
import { addDoctorCommand } from './doctor/doctor-command.ts';
import { endProcess } from './end-process.ts';
import { addExportCommand } from './export-command.ts';
import { addLogCommand } from './log-command.ts';
import { addMoveCommand } from './move-command.ts';
import { openStoreAlone, timeZoneAlone } from './open-store-alone.ts';
import { addPersonDataCommand } from './person-data-command.ts';
import { addPlanCommands, type ExitStatus } from './plan-commands.ts';
import { addRehearseCommand } from './rehearse-command.ts';
import { addRetentionCommands } from './retention-command.ts';
import { terminalLanguage } from './terminal-language.ts';

/** The command line's door. A new command is one more `add…Command`, which calls a use case. */
async function runCommandLine(): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const exit = (one: ExitStatus) => {
    status = one;
  };
  const language = terminalLanguage(process.env);
  const print = (line: string) => console.log(line);
  const program = new Command('roder')
    .description('Roder, a Microsoft Teams bot that follows up what an organisation has been asked to do.')
    .showHelpAfterError('(roder --help lists the commands)');

  addDemoCommand(program, { print, language }, exit);
  program
    .command('start')
    .description('run Roder by the settings of the environment (docs/operations.md) until asked to end')
    // Loaded when needed: the SDK takes a second, and no other command has use for it.
    .action(async () => exit(await (await import('./start.ts')).start()));
  const now = () => Temporal.Now.instant();
  const openStore = () => openStoreAlone(process.env);
  const progress = (line: string) => console.error(line);
  const timeZone = () => timeZoneAlone(process.env);
  addPlanCommands(program, { openStore, now, print, progress, language, timeZone }, exit);
  addRetentionCommands(program, { openStore, now, print, language, timeZone }, exit);
  addPersonDataCommand(program, { openStore, now, print, language }, exit);
  addExportCommand(program, { openStore, now, print, language }, exit);
  addRehearseCommand(program, { openStore, now, print, progress, language, timeZone }, exit);
  addLogCommand(program, { openStore, now, print, language }, exit);

  const openNamed = (name: string) => openStoreAlone({ ...process.env, RODER_STORE: name });
  const tenants =
    process.env.RODER_TENANTS?.split(',').flatMap((one) => one.trim().toLowerCase() || []) ?? [];
  addMoveCommand(program, { openStore: openNamed, tenants, print, language }, exit);

  addDoctorCommand(program, { ...doctorsMeans, now, print, language }, exit);

  await program.parseAsync();
  return status;
}

/** Loaded when needed: the SDK takes a second, and no other command has use for it. */
const doctorsMeans = {
  environment: process.env,
  openStore: async (config: Config) => (await import('../open-store.ts')).openStore(config),
  checkIdentity: async (app: AppConfig) => (await import('../bot/check-identity.ts')).checkIdentity(app),
  timeUrl: 'https://login.microsoftonline.com/',
};

await endProcess(runCommandLine());
