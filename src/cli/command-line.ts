import { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import type { AppConfig, Config } from '../config.ts';
import { addAskCommand } from './ask-command.ts';
import { addBackupCommands } from './backup-command.ts';
import { existingStoreForCommand, storeForCommand, tenantsNamed, timeZoneAlone } from './command-store.ts';
import { addDemoCommand } from './demo-command.ts';
import { addDoctorCommand } from './doctor/doctor-command.ts';
import { addExportCommand } from './export-command.ts';
import { languageChosen, withLanguageOptions } from './language-option.ts';
import { addLogCommand } from './log-command.ts';
import { addMoveCommand } from './move-command.ts';
import { addPersonDataCommand } from './person-data-command.ts';
import { addPlanCommands, type ExitStatus } from './plan-commands.ts';
import { addRehearseCommand } from './rehearse-command.ts';
import { addRetentionCommands } from './retention-command.ts';
import { terminalLanguage } from './terminal.ts';
import { addWebhookCommands } from './webhook-command.ts';

export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  print(line: string): void;
  /** Reports progress, separately from results. */
  progress(line: string): void;
}

/** Entry point of the command line. A new command is one more `add…Command`, which calls a use case. */
export async function runCommandLine(
  words: readonly string[],
  { environment, print, progress }: Terminal,
): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const exit = (one: ExitStatus) => {
    status = one;
  };
  const chosen = languageChosen(words);
  const language = chosen ?? terminalLanguage(environment);
  const program = new Command('roder')
    .description('Roder, a Microsoft Teams bot that follows up what an organisation has been asked to do.')
    .showHelpAfterError('(roder --help lists the commands)');

  addDemoCommand(program, { print, language }, exit);
  program
    .command('start')
    .description('run Roder by the settings of the environment (docs/operations.md) until asked to end')
    // Imported on demand: the SDK takes a second to load, and no other command needs it.
    .action(async () => exit(await (await import('./start.ts')).runService()));
  const now = () => Temporal.Now.instant();
  const alone = storeForCommand(environment);
  const there = existingStoreForCommand(environment, language);
  const timeZone = () => timeZoneAlone(environment);
  addPlanCommands(program, { ...alone, now, print, progress, language, chosen, timeZone }, exit);
  addRetentionCommands(program, { ...there, now, print, language, chosen, timeZone }, exit);
  addPersonDataCommand(program, { ...there, now, print, language, chosen }, exit);
  addExportCommand(program, { ...there, now, print, language, chosen }, exit);
  addRehearseCommand(program, { ...there, now, print, progress, language, chosen, timeZone }, exit);
  addAskCommand(program, { now, print, language, timeZone }, exit);
  addLogCommand(program, { ...there, now, print, language, chosen }, exit);
  addWebhookCommands(program, { ...there, now, print, language }, exit);

  const openNamed = (name: string) => storeForCommand({ ...environment, RODER_STORE: name }).openStore();
  const tenants = tenantsNamed(environment) ?? [];
  addMoveCommand(program, { openStore: openNamed, tenants, print, language }, exit);

  addBackupCommands(program, { alone, there, environment, now, print, language, chosen }, exit);
  addDoctorCommand(program, { ...doctorsMeans, environment, now, print, language }, exit);

  withLanguageOptions(program);
  await program.parseAsync(words, { from: 'user' });
  return status;
}

/** Imported on demand: the SDK takes a second to load. */
const doctorsMeans = {
  openStore: async (config: Config) => (await import('../open-store.ts')).openStore(config),
  checkIdentity: async (app: AppConfig) => (await import('../bot/check-identity.ts')).checkIdentity(app),
  timeUrl: 'https://login.microsoftonline.com/',
};
