import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reports } from '../../src/reports/report.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInputWith, type Place } from '../plan/demo-plan.ts';
import { actionsIn, CardForm, inputsIn, textOf } from './card-form.ts';
import { type DemoWorld, startDemoWorld } from './demo-world.ts';
import type { FakePerson } from './fake-person.ts';
import type { Turn } from './fake-teams.ts';
import { moveClock, type ServiceOptions } from './running-service.ts';

/** Sjövik on the morning its interim round opens. */
export async function openInterim(options: ServiceOptions = {}): Promise<DemoWorld> {
  const world = await startDemoWorld(options);
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
  return world;
}

/** One person with the card on their screen. */
export class AtCard {
  card: Card;
  readonly person: FakePerson;

  constructor(world: DemoWorld, person: FakePerson, containing = 'Nu börjar') {
    this.person = person;
    this.card = world.teams
      .cardsIn(person.conversationId)
      .findLast((one) => textOf(one).includes(containing))!;
  }

  get text(): string {
    return textOf(this.card);
  }

  get titles(): string[] {
    return actionsIn(this.card).map(({ title, tooltip }) => tooltip ?? title ?? '');
  }

  /** What stands in the inputs, by id. */
  get values(): Record<string, string> {
    return Object.fromEntries(inputsIn(this.card).map(({ id, value }) => [id, value]));
  }

  /** As a person does; the card becomes what it became. */
  async press(title: string, values: Record<string, string> = {}): Promise<Turn> {
    const turn = await this.person.fill(this.card, values).press(title);
    this.card = turn.card ?? this.card;
    return turn;
  }

  /** What the client would send. */
  sends(title: string, values: Record<string, string> = {}): Record<string, unknown> {
    return { ...new CardForm(this.card, values).press(title).data };
  }

  /** The Socialchef's two assignments, to the preview. */
  async answerEverything(ownWords = 'Vi följer planen.'): Promise<void> {
    await this.press('Svara');
    await this.press('Nästa', { status: 'on_track', ownWords, ...values });
    await this.press('Nästa', { status: 'completed', ownWords: 'Klart.' });
  }
}

/** Of elderly care. */
export const values = { 'reading-i14': '60', 'reading-i12': '90', 'reading-i13': '81' };

/** Beside the service, on the same file. */
export async function inStore<T>(world: DemoWorld, act: (store: DocumentStore) => Promise<T>): Promise<T> {
  const store = openSqliteStore(world.service.store);
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

/** What people have typed and sent in: what is refused changes nothing of it. */
export function kept(world: DemoWorld): Promise<unknown> {
  return inStore(world, async (store) => ({
    typed: await Array.fromAsync(drafts(store).all(demoTenant)),
    sentIn: await Array.fromAsync(reports(store).all(demoTenant)),
  }));
}

/** The administrator puts a changed plan in force. */
export async function changePlan(
  world: DemoWorld,
  ...changes: readonly (readonly [place: Place, value: unknown])[]
): Promise<void> {
  const checked = checkPlan(demoInputWith(...changes));
  if (!('plan' in checked)) throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
  const now = Temporal.Instant.from('2026-09-02T08:00:00Z');
  const request = { tenantId: demoTenant, content: checked.plan, by: 'cli', now };
  await inStore(world, (store) => importPlan({ store, ...request }));
}
