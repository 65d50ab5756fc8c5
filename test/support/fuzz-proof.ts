import { demoTenant } from '../../src/config.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reports } from '../../src/reports/report.ts';
import { rounds } from '../../src/rounds/round.ts';
import { inStore, openInterim } from './answering.ts';
import type { DemoWorld } from './demo-world.ts';
import { leadershipChannel } from './demo-world.ts';
import type { FakePerson } from './fake-person.ts';
import { type FuzzedPayload, fuzzedPayloads, otherTenant } from './fuzzed-payloads.ts';
import { kindsIn, storedWrongly } from './stored-wrongly.ts';
import { executeActivity } from './teams-activities.ts';

export interface FuzzResult {
  /** How many answers came with which HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers that were neither a card nor a sentence, cards that are too large, and what the service logged as wrong. */
  readonly wrongAnswers: readonly string[];
  readonly wrongDocuments: readonly string[];
  /** Whether the service is still there and answers a person. */
  readonly alive: boolean;
  /** So that the run is known to have come somewhere. */
  readonly kept: { readonly drafts: number; readonly revisions: number };
}

const atOnce = 6;
const largestCard = 24 * 1024;

/** Sends generated actions to the real service over HTTP, then looks at everything it has stored. */
export async function fuzzActions(count: number, seed: number): Promise<FuzzResult> {
  const world = await openInterim();
  const senders = sendersOf(world);
  const [statuses, wrongAnswers]: [Record<string, number>, string[]] = [{}, []];
  const payloads = fuzzedPayloads(count, seed);
  const work = async () => {
    for (const payload of payloads) {
      const { status, fault } = await send(world, senders, payload);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (fault) wrongAnswers.push(`${fault}: ${JSON.stringify(payload).slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const logged = world.service.output().split('\n');
  const errors = logged.filter((line) => line.includes('"level":"error"') || line.includes('turn-failed'));
  const answer = await world.people.hrChef.says('hjälp');
  return {
    statuses,
    wrongAnswers: [...wrongAnswers, ...errors.slice(0, 10)],
    alive: answer.status === 200 && answer.card !== undefined,
    ...(await lookThrough(world)),
  };
}

type Senders = Readonly<Record<FuzzedPayload['actor'], FakePerson>>;

function sendersOf({ teams, people }: DemoWorld): Senders {
  const stranger = (tenantId: string, aadObjectId: string) =>
    teams.person({ tenantId, aadObjectId, installed: true });
  return {
    ...people,
    unknown: stranger(demoTenant, '00000000-0000-4000-8000-0000000000cc'),
    otherTenant: stranger(otherTenant, people.kommundirektor.member.aadObjectId),
  };
}

async function send(world: DemoWorld, senders: Senders, { actor, inChannel, value }: FuzzedPayload) {
  const person = senders[actor];
  const channel = world.leadership.conversation;
  const envelope = inChannel
    ? person.envelope(channel, `${leadershipChannel};messageid=1`)
    : person.envelope();
  const { status, body } = await world.teams.post({ ...executeActivity(envelope, {}), value });
  return { status, fault: faultIn(status, body, inChannel ? undefined : actor) };
}

function faultIn(
  status: number,
  body: unknown,
  actor: FuzzedPayload['actor'] | undefined,
): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (actor === 'otherTenant') return status >= 400 ? undefined : `another tenant got ${status}`;
  if (status !== 200) return undefined;
  const { type, value } = (body ?? {}) as { type?: string; value?: unknown };
  if (type === 'application/vnd.microsoft.activity.message') return value ? undefined : 'an empty sentence';
  if (type !== 'application/vnd.microsoft.card.adaptive') return `an answer of type ${type}`;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > largestCard ? `a card of ${bytes} bytes` : undefined;
}

function lookThrough(world: DemoWorld) {
  return inStore(world, async (store) => {
    const plan = (await currentPlan(store, demoTenant))!;
    const round = await rounds(store).get(demoTenant, '2026-D');
    const foreign = await kindsIn(store, otherTenant);
    const wrong = await storedWrongly(store, { tenantId: demoTenant, plan, roundId: '2026-D' });
    const moved = round.state === 'open' && round.due === '2026-09-18' ? [] : ['the round has been changed'];
    const sentIn = (await Array.fromAsync(reports(store).all(demoTenant))).filter(
      ({ roundId }) => roundId === '2026-D',
    );
    return {
      wrongDocuments: [...wrong, ...moved, ...foreign.map((kind) => `a ${kind} of another tenant`)],
      kept: {
        drafts: (await Array.fromAsync(drafts(store).all(demoTenant))).length,
        revisions: sentIn.reduce((sum, { revisions }) => sum + revisions.length, 0),
      },
    };
  });
}
