import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import { findIntent } from './catalog.ts';
import { readMessage } from './clean.ts';
import type { Spoken, Understood } from './meaning.ts';
import { kindOf } from './spoken-of.ts';
import { understand } from './understand.ts';

/** A question and what was understood, as `roder ask` prints it: every key always there. */
export interface AskResult {
  readonly text: string;
  readonly intent: string;
  /** Ids of the plan. */
  readonly subjects: readonly string[];
  /** Local days, the last included. */
  readonly period: { readonly from: string; readonly to: string } | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly outcome: Understood['outcome'];
  /** Ids of the plan, or of intents, to choose from where it is asked back; near ones where it is declined. */
  readonly choices: readonly string[];
}

/** What somebody wrote, cleaned and understood: the same for Teams and for the command line. */
export function understandWritten(
  written: string,
  reading: { readonly plan: Plan; readonly today: Temporal.PlainDate; readonly before?: Spoken | undefined },
  mentions: readonly string[] = [],
): Understood & { readonly text: string; readonly isCut: boolean } {
  const { text, isThanks, isCut } = readMessage(written, mentions);
  const said = isThanks ? 'tack' : asks(written) ? `${text}?` : text;
  return { ...understand(said, reading), text, isCut };
}

/** A question mark at the end, or nearly. */
function asks(written: string): boolean {
  return written.trimEnd().slice(-3).includes('?');
}

/** What is spoken of now, here and in Teams: what was answered, or asked back about one thing; undefined where nothing leads on. */
export function nowSpoken({
  intent,
  outcome,
  subjects,
  choices,
  period,
  aspect,
}: Understood): Spoken | undefined {
  // "Målet?" after it was asked back which measure is meant is of the likeliest.
  const asked = outcome === 'asked-back' ? choices[0]?.subject : undefined;
  const { leadsOn, atOnce } = findIntent(intent) ?? {};
  if (!(outcome === 'answered' || asked) || !leadsOn) return undefined;
  if (!asked) return { intent, subjects, period, aspect };
  // What was asked first was not done: "och skolan?" after it does nothing either.
  return atOnce
    ? { intent: kindOf([asked]), subjects: [asked], period, aspect }
    : { intent, subjects: [asked], period, aspect, choices };
}

/** What a next message goes on from; what was offered before is chosen from by the very next, and by none after it. */
export function spokenAfter(before: Spoken | undefined, understood: Understood): Spoken | undefined {
  return nowSpoken(understood) ?? (before && { ...before, choices: undefined });
}

/** As `roder ask` prints it. */
export function askedOf(
  text: string,
  { intent, subjects, period, confidence, outcome, choices }: Understood,
): AskResult {
  return {
    text,
    intent,
    subjects: subjects.filter(({ type }) => type !== 'term').map(({ id }) => id),
    period: period ? { from: period.from, to: period.to } : null,
    confidence: Math.round(Math.max(0, Math.min(1, confidence)) * 100) / 100,
    outcome,
    choices: choices.map(({ intent, subject }) => subject?.id ?? intent),
  };
}

/** A line of a file of questions: `language<TAB>text`, and `+` before it where it goes on from the line before. */
export interface QuestionLine {
  readonly text: string;
  readonly goesOn: boolean;
  readonly language: Language | undefined;
}

/** Lines without a text are left out; more columns than two are nobody's business here. */
export function questionLines(file: string): QuestionLine[] {
  return file
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .flatMap((line) => {
      const [language = '', text] = line.split('\t');
      if (text === undefined || text.trim() === '') return [];
      const said = language.replace('+', '').trim();
      return [
        {
          text,
          goesOn: language.trim().startsWith('+'),
          language: said === 'sv' || said === 'en' ? said : undefined,
        },
      ];
    });
}
