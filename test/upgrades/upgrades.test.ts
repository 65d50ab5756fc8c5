import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentKind } from '../../src/base/document-store.ts';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { cardFaults } from '../support/adaptive-card-schema.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';
import { actionsIn, type CardInput, inputsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { FakeTeams, type Turn } from '../support/fake-teams.ts';
import type { JsonObject } from '../support/teams-conversations.ts';
import { type KeptCard, keptVersion } from './kept-cards.ts';

afterAll(endAll);

/** Today's service on a copy of the database, in a Teams that still has the messages. */
async function openKept(version: string): Promise<DemoWorld & { readonly cards: readonly KeptCard[] }> {
  const { database, cards } = keptVersion(version);
  const store = join(await temporaryFolder(), 'roder.db');
  await copyFile(database, store);
  const teams = await FakeTeams.start();
  for (const { card, place, isMessage } of cards) {
    if (isMessage) teams.conversations.remember(card, place);
    else teams.conversations.place(card, place);
  }
  return { ...(await startDemoWorld({ store, teams })), cards };
}

/** What ends something is pressed when all else has been, so that there is something to press about. */
const last = [
  ...['answer/settle', 'answer/submit', 'support/reply', 'support/not-mine', 'reminders/not-me-send'],
  ...['reminders/not-me-keep', 'reminders/not-me-give', 'reminders/away-set', 'reminders/back'],
  ...['plan/discard', 'plan/confirm', 'rounds/restore', 'rounds/postpone-do', 'rounds/cancel-do'],
];

/** Buttons that only a plan larger than Sjövik's brings. */
const ofLargePlans = (token: unknown): readonly (readonly [KeptCard['person'], string, JsonObject])[] => [
  ['utredare', 'plan/preview', { token, from: '10' }],
  ['socialchef', 'answer/preview', { ask: '2026-K:00000000-0000-4000-8000-000000000000', page: '2' }],
  ['utredare', 'rounds/coming', { round: '2026-H', from: '8' }],
];

/** The demo gives its files out on loopback. */
const isDemoLink = /url: must begin with https/u;

interface Press {
  readonly name: string;
  readonly person: KeptCard['person'];
  readonly verb: string;
  readonly data: JsonObject;
  readonly card?: Card;
}

function pressesOn(cards: readonly KeptCard[], fill: (input: CardInput) => string | undefined): Press[] {
  const all = cards.flatMap(({ name, person, card }) => {
    const typed = inputsIn(card).flatMap((input) => {
      const value = fill(input);
      return value === undefined ? [] : [[input.id, value] as const];
    });
    return actionsIn(card).flatMap(({ verb, data = {}, associatedInputs }) => {
      const inputs = associatedInputs === 'none' ? {} : Object.fromEntries(typed);
      return verb ? [{ name, person, verb, card, data: { ...data, ...inputs } }] : [];
    });
  });
  const token = cards.flatMap(({ card }) => actionsIn(card)).find(({ verb }) => verb === 'plan/confirm')
    ?.data?.token;
  const more = ofLargePlans(token).map(([person, verb, data]) => ({ name: verb, person, verb, data }));
  const each = new Map(
    [...all, ...more].map((one) => [JSON.stringify([one.person, one.verb, one.data]), one]),
  );
  return [...each.values()].toSorted((a, b) => last.indexOf(a.verb) - last.indexOf(b.verb));
}

function something({ choices, type, id }: CardInput): string {
  if (choices) return choices[0] ?? '';
  if (type === 'Input.Date') return '2026-09-23';
  return id === 'hour' ? '9:30' : '12';
}

describe.each(['0.1.0'])('the cards of %s', (version) => {
  test.each([
    ['with every input left empty', () => undefined],
    ['with every input filled in', something],
  ])(
    'are answered by a card of today or a sentence, %s',
    async (_how, fill) => {
      const { people, service, cards } = await openKept(version);
      const unknown = saidBy(await people.socialchef.presses('no-such/button'));
      const unread = saidBy(await people.socialchef.presses('answer/open', { ask: {} }));
      expect([unknown, unread]).toEqual([expect.stringContaining('knapp'), expect.stringContaining('läsa')]);

      const presses = pressesOn(cards, fill);
      const wrong: string[] = [];
      for (const { name, person, verb, data, card } of presses) {
        const fault = faultIn(await people[person].presses(verb, data, card), [unknown, unread]);
        if (fault) wrong.push(`${name} → ${verb}: ${fault}`);
      }
      expect(wrong).toEqual([]);
      expect(presses.length).toBeGreaterThan(150);
      const logged = service.output().split('\n');
      expect(logged.filter((line) => /"level":"error"|turn-failed/u.test(line))).toEqual([]);
    },
    180_000,
  );
});

/** What is amiss with an answer: a status, nothing said, a sentence that should not be, a card Teams refuses. */
function faultIn(turn: Turn, unwanted: readonly string[]): string {
  const { statusCode = 200 } = turn.body as { statusCode?: number };
  if (turn.status !== 200 || statusCode !== 200) return `status ${turn.status}, ${statusCode}`;
  const said = saidBy(turn);
  if (said === '' || unwanted.includes(said)) return `“${said}”`;
  const faults = turn.card ? cardFaults(turn.card) : [];
  return faults.filter((one) => !isDemoLink.test(one)).join();
}

describe.each(['0.1.0'])('what was under way with %s', (version) => {
  let world: Awaited<ReturnType<typeof openKept>>;
  beforeAll(async () => {
    world = await openKept(version);
  });

  const stored = async (kind: DocumentKind, id: string) => {
    const store = openSqliteStore(world.service.store);
    const document = await store.get({ tenantId: demoTenant, kind, id });
    await store.close();
    return document as JsonObject | undefined;
  };
  const revisions = async (id: string) =>
    ((await stored('report', id))?.revisions ?? []) as { answers: JsonObject; reason?: string }[];
  const kept = (person: KeptCard['person'], ...verbs: string[]) =>
    world.cards.findLast(
      ({ name }) => name.startsWith(`${person} `) && verbs.every((verb) => name.includes(verb)),
    )!.card;

  /** From the card on the screen through the steps to the preview, with what stands in the inputs. */
  async function goOn(person: KeptCard['person'], from: Card, values: Record<string, string>): Promise<Card> {
    let card = from;
    for (let step = 0; actionsIn(card).some(({ verb }) => verb === 'answer/next'); step++) {
      if (step > 20) throw new TypeError(`It goes on and on: ${textOf(card)}`);
      const typed = inputsIn(card).flatMap(({ id }) => (values[id] ? [[id, values[id]] as const] : []));
      card = (await world.people[person].fill(card, Object.fromEntries(typed)).press('Nästa')).card!;
    }
    return card;
  }

  test('an answer that is half done goes on where it was, with what was typed, and is sent in', async () => {
    const { hrChef } = world.people;
    const ask = `2026-D:${hrChef.member.aadObjectId}`;
    const opened = (await hrChef.presses('answer/open', { ask })).card!;
    expect(inputsIn(opened)).toContainEqual(
      expect.objectContaining({ id: 'ownWords', value: 'Trygghetsenkäten gick upp.' }),
    );
    const values = { status: 'on_track', forecast: 'expected' };
    const readings = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`reading-i${String(index).padStart(2, '0')}`, '80']),
    );
    const preview = await goOn('hrChef', opened, { ...values, ...readings });
    expect(textOf(preview)).toContain('Trygghetsenkäten gick upp.');
    const turn = await hrChef.fill(preview).press('Skicka in');
    expect(textOf(turn.card!)).toContain('Tack! Ditt svar är inskickat');
    expect(JSON.stringify(await revisions('2026-D:gu1'))).toContain('Trygghetsenkäten gick upp.');
    expect(await stored('draft', ask)).toBeUndefined();
  });

  test('the very card that was on the screen goes on', async () => {
    const { samhallsbyggnadschef } = world.people;
    const card = kept('samhallsbyggnadschef', 'answer/next milestones');
    const milestones = Object.fromEntries(
      inputsIn(card).flatMap(({ id }) => (id.startsWith('milestone-') ? [[id, 'not_yet']] : [])),
    );
    const turn = await samhallsbyggnadschef.fill(card, milestones).press('Nästa');
    const values = { status: 'on_track', forecast: 'expected', ownWords: 'Vi bygger vidare.' };
    const preview = await goOn('samhallsbyggnadschef', turn.card!, values);
    const sent = await samhallsbyggnadschef.fill(preview).press('Skicka in');
    expect(textOf(sent.card!)).toContain('Tack! Ditt svar är inskickat');
    const { assignment } = actionsIn(card)[0]!.data!;
    const sentIn = (await revisions(`2026-D:${assignment}`)).at(-1);
    expect(Object.keys(sentIn!.answers.milestones as object)).toEqual(
      Object.keys(milestones).map((id) => id.replace('milestone-', '')),
    );
  });

  test('a correction after the close is sent in with the reason that was begun', async () => {
    const { socialchef } = world.people;
    const ask = `2026-S:${socialchef.member.aadObjectId}`;
    const preview = (await socialchef.presses('answer/preview', { ask })).card!;
    expect(inputsIn(preview)).toMatchObject([{ id: 'reason', value: 'Fel siffra.' }]);
    const change = await socialchef.fill(preview).press('Ändra: Äldreomsorg');
    const corrected = await goOn('socialchef', change.card!, { ownWords: 'Rättade ord.' });
    const turn = await socialchef.fill(corrected).press('Skicka rättelsen');
    expect(turn.status).toBe(200);
    expect(await revisions('2026-S:gu2')).toMatchObject([{}, { reason: 'Fel siffra.' }]);
  });

  test('two answers to the same are settled', async () => {
    const { socialchef } = world.people;
    const card = kept('socialchef', 'answer/settle');
    const turn = await socialchef.fill(card).press('Behåll mitt');
    expect(textOf(turn.card!)).toContain('Mina egna ord.');
  });

  test('a wish for support is replied to on the card that asked, and whoever wished is told', async () => {
    const { teams, people } = world;
    const form = kept('samhallsbyggnadschef', 'support/reply', 'support/list');
    const turn = await people.samhallsbyggnadschef.fill(form, { words: 'Ta rum 12.' }).press('Svara');
    expect(turn.status).toBe(200);
    await teams.until(() =>
      teams.cardsIn(people.socialchef.conversationId).find((card) => textOf(card).includes('Ta rum 12.')),
    );
    expect(JSON.stringify(await stored('supportRequest', '2026-D:pu4'))).toContain('Ta rum 12.');
  });

  test('both versions of the plan can be read, and the second is in force', async () => {
    const { utredare, kommundirektor } = world.people;
    const versions = (await utredare.says('planens versioner')).card!;
    expect(textOf(versions)).toContain('Version 2');
    for (const [version, words] of [
      ['1', 'Kommunfullmäktige 2025-11-26 § 112'],
      ['2', 'Kommunfullmäktige 2026-08-31 § 90'],
    ]) {
      const { card } = await utredare.presses('plan/version', { version });
      expect(textOf(card!)).toContain(words);
    }
    const answer = await kommundirektor.says('när är nästa omgång?');
    expect(answer.status).toBe(200);
  });

  test('what was sent to people is still in the log', async () => {
    const { card } = await world.people.utredare.says('utskick till socialchef');
    expect(textOf(card!)).toContain('2026-09-01 08:00 · Socialchef');
  });
});

/** What the person reads. */
function saidBy({ card, notice, body }: Turn): string {
  return card ? textOf(card) : (notice ?? JSON.stringify(body));
}
