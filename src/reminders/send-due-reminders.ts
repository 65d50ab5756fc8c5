import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import {
  type Delivered,
  type Delivery,
  deliverDue,
  type MessageKind,
  type Rendered,
  type Result,
  type Settled,
} from '../messages/delivery.ts';
import { noteReminderSent } from '../messages/heartbeat.ts';
import { readDeputyChain } from '../people/away.ts';
import { languageOf, type PersonRecord, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { isSaidBefore } from '../reports/report.ts';
import { addresseeOf, holderOf } from '../rounds/addressee.ts';
import { type Ask, askId, asks, nextPush, type Push } from '../rounds/ask.ts';
import { askedForLater } from '../rounds/push-plan.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { decidePush } from './decide-push.ts';
import { reminderMessage } from './reminder-card.ts';

/** Sends what people are to be asked, one message to each with all that is due to them. */
export async function sendDueReminders(
  ports: Ports,
  tenantId: string,
  plan?: Plan,
): Promise<Delivered<Ask>[]> {
  const delivered = await deliverDue(ports, { tenantId, plan }, reminders);
  if (delivered.some(({ what }) => what === 'sent')) await noteReminderSent(ports, tenantId);
  return delivered;
}

function reminders(ports: Ports, tenantId: string, plan: Plan): MessageKind<Ask> {
  const calendar = calendarOf(plan);
  const records = new Map<string, PersonRecord | undefined>();
  let reading: Promise<Round[]> | undefined;
  /** Read once a pass, and not where nothing is due. */
  const readRounds = () => {
    reading ??= allRounds(ports.store, tenantId);
    return reading;
  };

  /** Of each ask that is held: which of its pushes is sent, and which are left out. */
  async function decide({ held, at }: Delivery<Ask>) {
    const rounds = await readRounds();
    return held.map((ask) => {
      const round = rounds.find(({ id }) => id === ask.roundId);
      return { ask, round: round!, ...decidePush(ask, { round, now: at, calendar }) };
    });
  }

  return {
    name: 'reminder',
    documents: asks,
    maxPerPass: 1000,
    // Enough for Teams' rate when it answers slowly, and soon ended when asked to.
    maxAtOnce: 64,
    workingHours: calendar,

    /** Whoever is to read it: the one asked, or who answers for them today. */
    async groupOf(ask) {
      const today = localDate(ports.clock.now(), plan.content.timeZone);
      const people = await readDeputyChain(ports.store, plan, { tenantId, personId: holderOf(ask) });
      const personId = addresseeOf(ask, people, today);
      records.set(personId, people.get(personId));
      return personId;
    },

    /** The person's asks in other rounds. One that was given to somebody else goes to them. */
    async restOfGroup(personId, due) {
      const open = (await readRounds()).filter(({ state }) => state === 'open');
      const ids = open.map(({ id }) => askId(id, personId)).filter((id) => !due.some((ask) => ask.id === id));
      const found = await Promise.all(ids.map((id) => asks(ports.store).find(tenantId, id)));
      return found.filter((ask) => ask !== undefined && holderOf(ask) === personId) as Stored<Ask>[];
    },

    async render(delivery): Promise<Rendered<Ask>> {
      const personId = delivery.group!;
      const record = records.get(personId);
      const rounds = await readRounds();
      const due = (await decide(delivery)).flatMap(({ ask, round, send: push }) =>
        push ? [{ ask, round, push }] : [],
      );
      if (due.length === 0) return { covered: [] };
      const subject = await Promise.all(
        due.map(async (one) => {
          return {
            ...one,
            saidBefore: await isSaidBefore(ports.store, one.ask, { round: one.round, rounds }),
          };
        }),
      );
      const language = languageOf(plan, record, personId);
      const content = reminderMessage({ plan, subject, now: ports.clock.now(), language, personId });
      return { covered: due.map(({ ask }) => ask), sending: { to: { personId, record }, content } };
    },

    async settle(delivery, result): Promise<Settled<Ask>> {
      const settledAt = toTimestamp(ports.clock.now());
      const decided = await decide(delivery);
      const personId = delivery.group ?? holderOf(delivery.held[0]!);
      const leftOutOf = ({ ask, skip }: (typeof decided)[number]) => [
        ...skip,
        ...putOffByPerson(ask, settledAt),
      ];
      const final = decided.filter(({ ask }) => result.what !== 'waiting' || !result.covered.includes(ask));
      const sent = decided.filter(({ ask, send }) => send && result.covered.includes(ask));
      const [first] = sent;
      return {
        change(ask, held) {
          const one = decided.find((each) => each.ask === held)!;
          return withPushes(ask, result, { send: one.send, leftOut: leftOutOf(one), settledAt });
        },
        entry: first && {
          personId,
          askIds: sent.map(({ ask }) => ask.id),
          ...whyOf(first.send!),
        },
        skipped: final.flatMap((one) =>
          leftOutOf(one).map(({ push, reason }) => ({
            personId,
            askIds: [one.ask.id],
            ...whyOf(push),
            reason,
          })),
        ),
      };
    },

    /** A chat that was made for the person is kept for next time. */
    async keepSent({ to }, { conversationId, serviceUrl }) {
      if (!('personId' in to)) return;
      const { personId, record } = to;
      if (record?.conversationId === conversationId && !record.unreachable) return;
      const where = { conversationId, serviceUrl, unreachable: undefined };
      const known = await persons(ports.store).change(tenantId, personId, (one) => ({ ...one, ...where }));
      if (!known) await persons(ports.store).create({ tenantId, id: personId, ...where });
    },
  };
}

function whyOf({ kind: push, rule, at: dueAt }: Push) {
  return { push, rule, dueAt };
}

interface DecidedPushes {
  readonly send: Push | undefined;
  readonly leftOut: readonly { readonly push: Push; readonly reason: string }[];
  readonly settledAt: string;
}

/** The person may have answered, or the round closed, while the message was on its way: their word stays. */
function withPushes(ask: Ask, result: Result<Ask>, { send, leftOut, settledAt }: DecidedPushes): Ask {
  const { what, reason, message = ask.message } = result;
  const pushes = ask.pushes.map((push): Push => {
    const skipped = leftOut.find((one) => one.push.kind === push.kind);
    if (skipped) return { ...push, outcome: 'skipped', settledAt, reason: skipped.reason };
    if (send?.kind !== push.kind || what === 'waiting') return push;
    return { ...push, outcome: what, settledAt, reason };
  });
  return { ...ask, pushes, nextAt: nextPush({ state: ask.state, pushes })?.at, message };
}

/** Left out because the person asked for a later day; told when that day's push is settled: until then they may undo it. */
function putOffByPerson({ pushes }: Ask, now: string) {
  return pushes
    .filter(({ reason, settledAt, at }) => reason === askedForLater && !settledAt && at <= now)
    .map((push) => ({ push, reason: askedForLater }));
}
