import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { localDate } from '../calendar/instants.ts';
import {
  type AskResult,
  askedOf,
  questionLines,
  spokenAfter,
  understandWritten,
} from '../conversation/ask.ts';
import { findIntent, intents } from '../conversation/catalog.ts';
import type { Spoken } from '../conversation/meaning.ts';
import { type Language, translator } from '../language/language.ts';
import { cell } from '../permissions/matrix.ts';
import { indexPlan, type Plan } from '../plan/plan-index.ts';
import type { ExitStatus } from './plan-commands.ts';
import { readSoundPlan } from './read-sound-plan.ts';

interface AskOptions {
  readonly plan?: string | undefined;
  readonly language?: string | undefined;
  readonly role?: string | undefined;
  readonly json?: boolean | undefined;
  readonly file?: string | undefined;
  readonly today?: string | undefined;
  readonly intents?: boolean | undefined;
}

interface AskPorts {
  print(line: string): void;
  now(): Temporal.Instant;
  readonly language: Language;
  timeZone?(): string;
}

/**
 * `roder ask "…" --plan FILE`: shows how questions are understood, without Teams or a store; one JSON line per
 * question.
 */
export function addAskCommand(program: Command, ports: AskPorts, exit: (status: ExitStatus) => void): void {
  program
    .command('ask')
    .argument('[question]', 'what somebody could write to Roder')
    .description('say what is understood of a question: its intent, what it is about, and how sure that is')
    .option('--plan <file>', 'the plan that the question is about')
    .option(
      '--language <language>',
      'sv or en: the language of whoever asks, where the question does not say',
    )
    .option('--role <id>', 'a role of the plan: what it may not do is declined')
    .option('--json', 'for other programs; it is JSON without it too')
    .option('--file <file>', 'many questions: language<TAB>text, and + before the language where one goes on')
    .option('--today <date>', 'the day it is asked: 2026-09-15; absent: today')
    .option('--intents', 'list every intent with what it is for')
    .action(async (question: string | undefined, options: AskOptions) =>
      exit(await ask(question, options, ports)),
    );
}

async function ask(question: string | undefined, options: AskOptions, ports: AskPorts): Promise<ExitStatus> {
  const t = translator(ports.language);
  if (options.intents) {
    for (const { id } of intents) ports.print(`${id}\t${t(`intent.${id}`)}`);
    return 0;
  }
  const fault = faultOf(question, options);
  if (fault) return refuse(t(`ask.fault.${fault}`), ports);
  const content = await readSoundPlan(options.plan!, ports);
  if (!content) return 1;
  const plan = indexPlan(content, 1);
  if (options.role && !plan.role(options.role))
    return refuse(t('ask.fault.role', { role: options.role }), ports);
  const lines = options.file ? await linesIn(options.file) : [{ text: question!, goesOn: false }];
  if (!lines) return refuse(t('ask.fault.file', { file: options.file }), ports);
  const today = options.today
    ? Temporal.PlainDate.from(options.today)
    : localDate(ports.now(), content.timeZone);
  let before: Spoken | undefined;
  for (const { text, goesOn } of lines) {
    if (!goesOn) before = undefined;
    const understood = understandWritten(text, { plan, today, before });
    before = spokenAfter(before, understood);
    ports.print(JSON.stringify(allowed(askedOf(text, understood), plan, options.role)));
  }
  return 0;
}

/** Why the arguments are invalid; undefined if they are valid. */
function faultOf(
  question: string | undefined,
  { plan, file, language, today }: AskOptions,
): string | undefined {
  if (!plan) return 'plan';
  if (!question && !file) return 'question';
  if (language && !['sv', 'en'].includes(language)) return 'language';
  if (today && !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u.test(today)) return 'today';
  return undefined;
}

function refuse(text: string, { print }: AskPorts): ExitStatus {
  print(text);
  return 1;
}

async function linesIn(file: string) {
  try {
    return questionLines(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A question that the role may not ask is understood but declined. */
function allowed(asked: AskResult, plan: Plan, roleId: string | undefined): AskResult {
  const role = roleId ? plan.role(roleId) : undefined;
  const deed = findIntent(asked.intent)?.need?.deed;
  if (!role || !deed) return asked;
  return cell(deed, role.access) === 'yes' ? asked : { ...asked, outcome: 'declined', choices: [] };
}
