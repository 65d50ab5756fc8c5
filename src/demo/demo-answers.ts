import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/v4';
import { typedFrom } from '../answers/all-parts.ts';
import { withoutValues } from '../answers/parts/readings.ts';
import { recordReport } from '../answers/record-report.ts';
import { submitAnswer } from '../answers/submit-answer.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { formatNumber } from '../language/numbers.ts';
import { drafts } from '../reports/draft.ts';
import { type Answers, forecasts, statuses } from '../reports/report.ts';
import { askId, asks } from '../rounds/ask.ts';

/** What the demo's other people answer, and when; `demo/*.json` holds them. */
const aspect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), words: z.string() }),
  z.object({ kind: z.literal('unchanged') }),
]);
const answer = z.object({
  at: z.string(),
  person: z.string(),
  assignment: z.string(),
  judgement: z
    .object({
      status: z.enum(statuses),
      forecast: z.enum(forecasts).optional(),
      ownWords: z.string(),
      help: z.object({ what: z.string(), from: z.string().optional() }).optional(),
    })
    .optional(),
  aspects: z.object({ economic: aspect, ecological: aspect, social: aspect }).optional(),
  readings: z.record(z.string(), z.object({ value: z.number() })).optional(),
});

export interface DemoAnswer {
  readonly at: Temporal.Instant;
  readonly personId: string;
  readonly assignmentId: string;
  readonly answers: Answers;
}

export function readDemoAnswers(
  file: 'earlier-reports.json' | 'later-answers.json',
  timeZone: string,
): DemoAnswer[] {
  const text = readFileSync(new URL(`../../demo/${file}`, import.meta.url), 'utf8');
  const read = z.array(answer).parse(JSON.parse(text));
  return read
    .map(({ at, person, assignment, ...answers }) => ({
      at: Temporal.PlainDateTime.from(at).toZonedDateTime(timeZone).toInstant(),
      personId: person,
      assignmentId: assignment,
      answers,
    }))
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** Straight into the report of a round that is over: how the demo comes by its history. */
export async function recordEarlier(
  ports: Ports,
  tenantId: string,
  roundId: string,
  given: DemoAnswer & { roleId: string },
) {
  const { personId, assignmentId, answers, at, roleId } = given;
  const contributionId = `demo:${personId}:${assignmentId}:${toTimestamp(at)}`;
  const by = { personId, roleId };
  await recordReport(
    { store: ports.store, clock: { now: () => at } },
    { tenantId, roundId, assignmentId, contributionId, by, answers },
  );
}

/** The way a person's answer goes: a draft, then sent in. False if nothing is asked of them now. */
export async function answerAsPerson(
  ports: Ports,
  tenantId: string,
  roundId: string,
  given: DemoAnswer,
): Promise<boolean> {
  const id = askId(roundId, given.personId);
  const ask = await asks(ports.store).find(tenantId, id);
  const part = ask?.parts.find((one) => one.assignmentId === given.assignmentId);
  if (!part || part.answeredAt) return false;
  const said = typedFrom(given.answers, (value) => formatNumber(value, 'sv'));
  // What they give no value of they have gone past, as a person does.
  const typed = withoutValues(said, part.indicatorIds);
  // Of this person and moment: two who report on one assignment are two contributions.
  const nonce = `demo:${given.personId}:${given.assignmentId}:${toTimestamp(given.at)}`;
  await drafts(ports.store).upsert({
    tenantId,
    id,
    nonce,
    version: 1,
    parts: { [given.assignmentId]: typed },
  });
  const actor = { tenantId, personId: given.personId };
  const view = await submitAnswer(ports, { actor, askId: id, language: 'sv' });
  return view.view === 'receipt';
}
