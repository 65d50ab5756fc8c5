import type { DocumentStore } from '../../src/base/document-store.ts';
import { demoTenant } from '../../src/config.ts';
import { openDemoClock } from '../../src/demo/demo-clock.ts';
import { persons } from '../../src/people/person.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { asks } from '../../src/rounds/ask.ts';
import { demoPlan } from '../../test/plan/demo-plan.ts';
import { RecordingMessenger } from '../../test/support/recording-messenger.ts';
import {
  movedClock,
  openingMorning,
  openRoundOf,
  personIdOfNumber,
  portsOn,
} from '../../test/support/sending-world.ts';
import { memberIdOf, personalConversationId } from '../../test/support/teams-conversations.ts';

/** The round that `openMunicipality` opens. */
export const roundId = '2026-D';
export const tenantId = demoTenant;

const subjects = [
  'Färdtjänst',
  'Bibliotek',
  'Simhall',
  'Bygglov',
  'Turism',
  'Vattenskydd',
  'Kulturarv',
  'Idrott',
];

/** A plan with this many managers, each with one assignment and its indicators; everything else is Sjövik's. */
export function municipalityPlan(people: number, indicatorsEach = 3): PlanContent {
  const demo = demoPlan();
  const numbers = Array.from({ length: people }, (_, index) => index + 1);
  const checked = checkPlan({
    ...demo,
    channels: [],
    persons: [
      ...demo.persons,
      ...numbers.map((number) => ({ id: personIdOfNumber(number), roles: [`role-${number}`] })),
    ],
    roles: [...demo.roles, ...numbers.map(roleOf)],
    assignments: numbers.map((number) => assignmentOf(demo, number)),
    indicators: numbers.flatMap((number) => indicatorsOf(demo, number, indicatorsEach)),
    periods: demo.periods.filter(({ id }) => id === roundId),
  });
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
}

function roleOf(number: number) {
  const name = { sv: `Enhetschef ${number}`, en: `Unit manager ${number}` };
  return { id: `role-${number}`, name, access: 'manager' as const };
}

/** Such as "Färdtjänst i distrikt 17". */
export function titleOf(number: number): string {
  return `${subjects[number % subjects.length]} i distrikt ${number}`;
}

function assignmentOf({ assignments }: PlanContent, number: number) {
  const one = assignments[number % assignments.length]!;
  const title = { sv: titleOf(number), en: titleOf(number) };
  return { ...one, id: `a${number}`, title, owner: `role-${number}`, contributors: [], milestones: [] };
}

function indicatorsOf({ indicators }: PlanContent, number: number, count: number) {
  const aspects = ['economic' as const, 'ecological' as const, 'social' as const];
  return Array.from({ length: count }, (_, place) => {
    const one = indicators[(number + place) % indicators.length]!;
    const name = { sv: `${one.name.sv}, ${number}-${place}`, en: `${one.name.en}, ${number}-${place}` };
    return {
      ...one,
      id: `i${number}-${place}`,
      name,
      aspects,
      assignments: [`a${number}`],
      owner: `role-${number}`,
      frequency: 'tertial' as const,
      askedIn: undefined,
      source: 'local' as const,
      kolada: undefined,
    };
  });
}

/** The morning the round opens: everybody has an ask and a personal chat. */
export async function openMunicipality(
  store: DocumentStore,
  content: PlanContent,
  { people, serviceUrl }: { people: number; serviceUrl: string },
): Promise<void> {
  const ports = portsOn(store, { messenger: new RecordingMessenger(), clock: movedClock(openingMorning) });
  await openRoundOf(ports, tenantId, content);
  await openDemoClock(store, { tenantId, start: openingMorning.subtract({ hours: 1 }) }).then((clock) =>
    clock.moveTo(openingMorning),
  );
  await inBatches(people, (number) => {
    const id = personIdOfNumber(number);
    const conversationId = personalConversationId(tenantId, memberIdOf(tenantId, id));
    return persons(store).upsert({ tenantId, id, conversationId, serviceUrl });
  });
}

/** The state after the opening messages: nothing is due until the next push. */
export async function markOpeningSent(store: DocumentStore): Promise<void> {
  const all = await Array.fromAsync(asks(store).all(tenantId));
  await inBatches(all.length, (number) => {
    const [opening, ...others] = all[number - 1]!.pushes;
    const pushes = [{ ...opening!, outcome: 'sent' as const, settledAt: opening!.at }, ...others];
    return asks(store).replace({ ...all[number - 1]!, pushes, nextAt: others[0]?.at });
  });
}

/** Runs `work` for each number from 1 to `count`, a hundred at a time. */
export async function inBatches(count: number, work: (number: number) => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done += 100) {
    await Promise.all(
      Array.from({ length: Math.min(100, count - done) }, (_, index) => work(done + index + 1)),
    );
  }
}
