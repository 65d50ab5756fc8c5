import type { Command } from 'commander';
import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../base/document-store.ts';
import { asError } from '../../base/errors.ts';
import { type AppConfig, type Config, readConfig } from '../../config.ts';
import { type Language, translator } from '../../language/language.ts';
import type { ExitStatus } from '../plan-commands.ts';
import {
  checkBackup,
  checkChannels,
  checkClock,
  checkHold,
  checkKolada,
  checkLanguageModel,
  checkPeople,
  checkSecret,
  checkStore,
  type Finding,
} from './checks.ts';

export interface DoctorPorts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  openStore(config: Config): Promise<DocumentStore>;
  /** Requests the bot's token. */
  checkIdentity(app: AppConfig): Promise<{ ok: true } | { ok: false; problem: string }>;
  /** The clock to compare with if the store is not a server. */
  readonly timeUrl: string;
  now(): Temporal.Instant;
  print(line: string): void;
  readonly language: Language;
}

export function addDoctorCommand(
  program: Command,
  ports: DoctorPorts,
  exit: (status: ExitStatus) => void,
): void {
  program
    .command('doctor')
    .description(
      'look at everything Roder needs and say what to mend. 0: all is well, 2: act soon, 1: act now',
    )
    .action(async () => exit(await runDoctor(ports)));
}

/** Prints what is fine, what soon will not be, and what is wrong, each with the next step. */
export async function runDoctor(ports: DoctorPorts): Promise<ExitStatus> {
  const findings: Finding[] = [];
  for await (const finding of examinations(ports)) {
    findings.push(finding);
    for (const line of linesOf(finding, ports.language)) ports.print(line);
  }
  const states = findings.map(({ state }) => state);
  const worst = states.includes('wrong') ? 'wrong' : states.includes('soon') ? 'soon' : 'well';
  ports.print(translator(ports.language)(`doctor.${worst}`));
  return ({ well: 0, soon: 2, wrong: 1 } as const)[worst];
}

async function* examinations(ports: DoctorPorts): AsyncGenerator<Finding> {
  const config = configOf(ports);
  if ('fault' in config) return void (yield config.fault);
  yield { state: 'well', key: 'configGood', values: { mode: config.mode, store: config.store.kind } };
  yield await checkBotIdentity(config, ports);
  const model = await checkLanguageModel(config.languageModel);
  if (model) yield model;
  yield checkSecret(config.app, ports.now(), config.timeZone);
  const comparison = timeSource(config, ports);
  if (comparison) yield await checkClock({ url: comparison, now: ports.now });
  const { finding, store } = await checkStore(() => ports.openStore(config));
  yield finding;
  const backup = await checkBackup(config, ports.now());
  if (backup) yield backup;
  if (!store) return;
  try {
    for (const tenantId of config.tenants) {
      const hold = await checkHold(store, tenantId);
      if (hold) yield hold;
      yield await checkPeople(store, tenantId, ports.language);
      const channels = await checkChannels(store, tenantId, ports.language);
      if (channels) yield channels;
      yield await checkKolada(store, tenantId, { config, language: ports.language });
    }
  } finally {
    await store.close();
  }
}

function configOf({ environment }: DoctorPorts): Config | { readonly fault: Finding } {
  try {
    return readConfig(environment);
  } catch (error) {
    return { fault: { state: 'wrong', key: 'configWrong', values: { problem: asError(error).message } } };
  }
}

async function checkBotIdentity({ app }: Config, { checkIdentity }: DoctorPorts): Promise<Finding> {
  if (!app) return { state: 'well', key: 'identityNone' };
  const values = { type: app.type, id: app.id };
  const health = await checkIdentity(app);
  if (health.ok) return { state: 'well', key: 'identityGood', values };
  return { state: 'wrong', key: 'identityWrong', values: { ...values, problem: health.problem } };
}

/** The demo on this machine's disk shares its time with nobody, so there is no clock to compare with. */
function timeSource({ store, mode }: Config, { timeUrl }: DoctorPorts): string | undefined {
  if (store.kind === 'cosmos') return store.endpoint;
  return mode === 'demo' ? undefined : timeUrl;
}

const signs = { well: '✓', soon: '!', wrong: '✗' } as const;

function linesOf({ state, key, values }: Finding, language: Language): string[] {
  const t = translator(language);
  const said = `${signs[state]} ${t(`doctor.${key}`, values)}`;
  return state === 'well' ? [said] : [said, `  → ${t(`doctor.${key}Next`, values)}`];
}
