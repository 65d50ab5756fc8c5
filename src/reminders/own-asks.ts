import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import type { PushPreference } from '../calendar/push-times.ts';
import { type PersonRecord, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import {
  type AnswerContext,
  type AskOfActor,
  answerContext,
  type Refusal,
} from '../reports/answer-context.ts';
import { asksFor } from '../rounds/addressee.ts';
import { type Ask, unanswered } from '../rounds/ask.ts';
import { openIn, type Round } from '../rounds/round.ts';

/** What came in one message to a person and still waits for an answer: a button on it speaks of all of it. */
export interface OwnAsks {
  readonly plan: Plan;
  readonly asked: AnswerContext;
  /** The ask of the button first. */
  readonly bundle: readonly { readonly ask: Stored<Ask>; readonly round: Round }[];
  readonly record: PersonRecord | undefined;
  readonly preference: PushPreference;
  readonly today: string;
}

export async function ownAsksOf(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, askId, known }: AskOfActor,
): Promise<OwnAsks | { refused: Refusal }> {
  const asked = await answerContext(ports, actor, askId, { known });
  if ('refused' in asked) return { refused: asked.refused };
  const { plan, ask, rounds } = asked;
  const sent = ask.message?.activityId;
  const others = sent
    ? (await asksFor(ports, actor, plan, openIn(rounds))).filter((one) => one.message?.activityId === sent)
    : [];
  const all = [ask, ...others.filter((one) => one.id !== ask.id)];
  const bundle = all
    .filter((one) => unanswered(one).length > 0)
    .map((one) => ({ ask: one, round: rounds.find(({ id }) => id === one.roundId)! }));
  const record = known?.record ?? (await persons(ports.store).find(actor.tenantId, actor.personId));
  const today = localDate(ports.clock.now(), plan.content.timeZone).toString();
  return { plan, asked, bundle, record, preference: record?.preference ?? {}, today };
}
