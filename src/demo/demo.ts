import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { formatMoment } from '../language/dates.ts';
import { type Language, say, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { isSendingHeld } from '../messages/restore-hold.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import { currentPlan, importPlan } from '../plan/plan-store.ts';
import { periodName } from '../reports/indicator-series.ts';
import { scheduleRounds } from '../rounds/open-due-rounds.ts';
import { openRounds, rounds } from '../rounds/round.ts';
import { datesOf } from '../rounds/round-calendar.ts';
import { earliestDue, type WorkEvent } from '../schedule/do-due-work.ts';
import { runDueWork } from '../schedule/run-due-work.ts';
import { answerAsPerson, type DemoAnswer, readDemoAnswers, recordEarlier } from './demo-answers.ts';
import type { DemoClock } from './demo-clock.ts';
import { actedBy, become } from './demo-persons.ts';
import { readDemoPlan } from './demo-plan.ts';

/** Time in the demo: it goes from event to event, and the demo's other people answer as it passes. */
export interface DemoTime {
  readonly clock: DemoClock;
  /** To the next event; the card says what happened. */
  next(turn: { language: Language }): Promise<Card>;
  /** To an instant, stopping at every event on the way. */
  moveTo(instant: Temporal.Instant): Promise<readonly WorkEvent[]>;
  actedBy(self: Actor): Promise<string>;
  /** Makes whoever writes somebody else, by what they call them. */
  become(turn: BecomingTurn, words: string): ReturnType<typeof become>;
  /** What the ticker does; never while the clock is being moved, since a lease would run out under whoever holds it. */
  doDueWork(ports: Ports, tenantId: string): Promise<readonly WorkEvent[]>;
}

export interface BecomingTurn {
  readonly actor: Actor;
  /** Who they are to Teams, where that is another. */
  readonly self?: string | undefined;
  readonly language: Language;
}

type Happened =
  | WorkEvent
  | { readonly what: 'reported'; readonly roleId: string; readonly assignmentId: string };

export function createDemoTime(ports: Ports, clock: DemoClock, tenantId: string): DemoTime {
  const inTurn = oneAtATime();
  const moveOnce = (limit?: Temporal.Instant) => inTurn(() => step(ports, clock, tenantId, limit));
  return {
    clock,
    doDueWork: (ofTicker, tenant) => inTurn(() => runDueWork(ofTicker, tenant)),
    actedBy: (self) => actedBy(ports, self),
    become: ({ actor: { tenantId, personId }, self = personId, language }, words) =>
      become(ports, { tenantId, self, was: personId, words, language }),
    async next({ language }) {
      const plan = (await currentPlan(ports.store, tenantId))!;
      const happened = await moveOnce();
      const t = translator(language);
      if (!happened) return notice('', t('demo.nothing'), language);
      const lines = describe(happened, plan, language, t);
      const title = t('demo.moved', { moment: formatMoment(clock.now(), plan.content.timeZone, language) });
      return notice(title, (lines.length > 0 ? lines : [t('demo.quiet')]).join('\n\n'), language);
    },
    async moveTo(instant) {
      // While a restored store waits, what is due is not done, however long it is waited for.
      if (await isSendingHeld(ports.store, tenantId)) {
        await clock.moveTo(instant);
        return runDueWork(ports, tenantId);
      }
      const all: WorkEvent[] = [];
      for (let happened = await moveOnce(instant); happened; happened = await moveOnce(instant)) {
        all.push(...happened.filter((one): one is WorkEvent => one.what !== 'reported'));
        // What is due stays due when Roder is to end: it would be waited for without end.
        if (ports.stopping?.aborted) return all;
      }
      await clock.moveTo(instant);
      return all;
    },
  };
}

/** One event forwards, at most to the limit; undefined when nothing is left before it. */
async function step(
  ports: Ports,
  clock: DemoClock,
  tenantId: string,
  limit: Temporal.Instant | undefined,
): Promise<Happened[] | undefined> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const [due, answer] = [await earliestDue(ports.store, tenantId), nextAnswer(plan, clock.now())];
  const candidates = [due, answer?.at].filter((one) => one !== undefined);
  const target = candidates.toSorted(Temporal.Instant.compare)[0];
  if (!target || (limit && Temporal.Instant.compare(target, limit) > 0)) return undefined;
  await clock.moveTo(target);
  const reported = await playAnswers(
    ports,
    plan,
    tenantId,
    answer && Temporal.Instant.compare(answer.at, target) <= 0 ? answer.at : undefined,
  );
  return [...reported, ...(await runDueWork(ports, tenantId))];
}

function nextAnswer(plan: Plan, now: Temporal.Instant): DemoAnswer | undefined {
  const answers = readDemoAnswers('later-answers.json', plan.content.timeZone);
  return answers.find(({ at }) => Temporal.Instant.compare(at, now) > 0);
}

async function playAnswers(
  ports: Ports,
  plan: Plan,
  tenantId: string,
  at: Temporal.Instant | undefined,
): Promise<Happened[]> {
  if (!at) return [];
  const happened: Happened[] = [];
  const due = readDemoAnswers('later-answers.json', plan.content.timeZone).filter((one) => one.at.equals(at));
  for (const round of await openRounds(ports.store, tenantId)) {
    for (const one of due) {
      const roleId = severalOf(plan.assignment(one.assignmentId)?.owner)[0] ?? '';
      const given = await answerAsPerson(ports, tenantId, round.id, one);
      if (given) happened.push({ what: 'reported', roleId, assignmentId: one.assignmentId });
    }
  }
  return happened;
}

function describe(happened: readonly Happened[], plan: Plan, language: Language, t: Translate): string[] {
  const round = (id: string) => periodName(id, plan, language);
  const lines = happened.flatMap((event) => {
    if (event.what === 'opened')
      return [t('demo.opened', { round: round(event.roundId), count: event.asks })];
    if (event.what === 'closed') return [t('demo.closed', { round: round(event.roundId) })];
    if (event.what === 'posted' || event.what === 'updated') return [t(`demo.${event.what}`)];
    if (event.what !== 'reported') return [];
    const title = say(plan.assignment(event.assignmentId)!.title, language);
    return [t('demo.reported', { role: say(plan.role(event.roleId)!.name, language), title })];
  });
  const sent = happened.filter(({ what }) => what === 'sent').length;
  return sent > 0 ? [...lines, t('demo.sent', { count: sent })] : lines;
}

function notice(title: string, text: string, language: Language): Card {
  return renderCard('notice', { title, text, actions: [] }, language);
}

/** Two moves at once would both start from the same moment. */
function oneAtATime(): <R>(work: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

/** When the demo begins: the afternoon before the interim round opens. */
export const demoStart = Temporal.ZonedDateTime.from('2026-08-31T15:00[Europe/Stockholm]').toInstant();
const earlierRound = '2026-T1';

/** Puts the invented municipality in place. A second start finds it there and changes nothing. */
export async function seedDemo(ports: Ports, tenantId: string): Promise<void> {
  if (await currentPlan(ports.store, tenantId)) return;
  await importPlan({
    store: ports.store,
    now: ports.clock.now(),
    tenantId,
    content: await readDemoPlan(),
    by: 'demo',
  });
  const plan = (await currentPlan(ports.store, tenantId))!;
  await recordHistory(ports, tenantId, plan);
  await scheduleRounds(ports, tenantId, plan);
}

/** The spring's round as it ended. */
async function recordHistory(ports: Ports, tenantId: string, plan: Plan): Promise<void> {
  const { opens, due, closes } = datesOf(plan, plan.getPeriod(earlierRound));
  const at = (date: Temporal.PlainDate) =>
    toTimestamp(date.toZonedDateTime(plan.content.timeZone).toInstant());
  const dates = { opens: `${opens}`, due: `${due}`, closes: `${closes}`, openedAt: at(opens) };
  const round = { tenantId, id: earlierRound, planVersion: plan.version, ...dates };
  const open = await rounds(ports.store).upsert({ ...round, state: 'open' });
  for (const given of readDemoAnswers('earlier-reports.json', plan.content.timeZone)) {
    const roleId = roleFor(plan, given.personId, given.assignmentId);
    await recordEarlier(ports, tenantId, earlierRound, { ...given, roleId });
  }
  await rounds(ports.store).replace({ ...open, state: 'closed', closedAt: at(closes) });
}

/** The owner's role where it is the owner who speaks, else the role by which the person gave a value. */
function roleFor(plan: Plan, personId: string, assignmentId: string): string {
  const { owner } = plan.assignment(assignmentId)!;
  const asOwner = severalOf(owner).find((id) => plan.personsWithRole(id).includes(personId));
  if (asOwner) return asOwner;
  const own = plan
    .homeIndicatorsOf(assignmentId)
    .find((one) => plan.personsWithRole(one.owner).includes(personId));
  return own?.owner ?? plan.rolesOf(personId)[0]!.id;
}
