import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { takeStep } from '../../src/reports/answer.ts';
import { drafts } from '../../src/reports/draft.ts';
import { AtCard, changePlan, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, inputsIn } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';
import { openSjovik } from '../support/sjovik.ts';
import type { JsonObject } from '../support/teams-conversations.ts';

afterAll(endAll);

/** One card with inputs, filled in; what a person who then empties it all presses, and where it is seen. */
interface Form {
  /** Its template in `cards/`. */
  readonly card: string;
  /** The form, with something in it. */
  readonly fill: (world: DemoWorld) => Promise<AtCard>;
  readonly press: string;
  /** How the form is met again; absent: it comes back by itself, with a sentence. */
  readonly again?: (at: AtCard, world: DemoWorld) => Promise<unknown>;
  /** Where it is not met again: whom it was sent to, who gets a card without inputs or with others. */
  readonly reaches?: (world: DemoWorld) => AtCard;
  /** What then stands in it all the same: what it begins with. */
  readonly begins?: Readonly<Record<string, string>>;
  /** What is read then. */
  readonly says?: string | RegExp;
}

const tooLong = 'å'.repeat(501);
const back = (at: AtCard) => at.press('Tillbaka');

async function says(world: DemoWorld, person: keyof DemoWorld['people'], text: string): Promise<AtCard> {
  const at = new AtCard(world, world.people[person], '');
  at.card = (await at.person.says(text)).card!;
  return at;
}

/** As far as the form with these words, with what is typed on the way. */
async function filled(at: AtCard, ...typed: readonly (readonly [title: string, values?: object])[]) {
  for (const [title, values = {}] of typed) await at.press(title, { ...values });
  return at;
}

/** On through the steps, as somebody without much to say, to the one with such an input. */
async function stepWith(world: DemoWorld, person: keyof DemoWorld['people'], input: string): Promise<AtCard> {
  const at = await says(world, person, 'svara');
  while (!inputsIn(at.card).some(({ id }) => id.startsWith(input))) await next(at);
  return at;
}

async function goOn(at: AtCard, button: string): Promise<void> {
  while (!at.titles.includes(button)) await next(at);
}

function next(at: AtCard): Promise<unknown> {
  const typed = inputsIn(at.card).map(({ id, value }) => [id, value || (plainest[id.split('-')[0]!] ?? '')]);
  return at.press('Nästa', Object.fromEntries(typed));
}

const plainest: Readonly<Record<string, string>> = {
  ...{ status: 'deviation', forecast: 'uncertain', ownWords: 'Väntetiden växer.' },
  ...{ reading: '80', milestone: 'not_yet' },
};

const forms: readonly Form[] = [
  {
    card: 'answer-judgement',
    fill: async (world) => {
      const at = await stepWith(world, 'socialchef', 'ownWords');
      return filled(at, ['Nästa', { status: 'deviation', ownWords: 'Väntetiden växer.' }], ['Tillbaka']);
    },
    press: 'Nästa',
    says: 'Välj',
  },
  {
    card: 'answer-help',
    fill: async (world) => {
      const help = { helpWhat: 'Ett kontor.', helpFrom: 'samhallsbyggnadschef', helpWho: 'Fastighet' };
      return filled(await stepWith(world, 'socialchef', 'helpWhat'), ['Nästa', help], ['Tillbaka']);
    },
    press: 'Nästa',
    again: back,
  },
  {
    // One of the values is known already and stands there from the start.
    card: 'answer-readings',
    fill: async (world) => {
      const at = await stepWith(world, 'socialchef', 'reading-');
      expect(standsIn(at)).toEqual({ 'reading-i13': '88,5' });
      const typed = { 'reading-i14': '60', 'comment-i14': 'Åtta platser.', 'skip-i12': 'not-ready' };
      return filled(at, ['Nästa', typed], ['Tillbaka']);
    },
    press: 'Nästa',
    says: 'Skriv ett värde',
  },
  {
    card: 'answer-aspects',
    fill: async (world) => {
      const at = await stepWith(world, 'socialchef', 'aspect-');
      const typed = { 'aspect-economic': 'Dyrare.', 'aspect-ecological': 'Resor.', 'aspect-social': 'Oro.' };
      return filled(at, ['Nästa', typed], ['Tillbaka']);
    },
    press: 'Nästa',
    again: back,
  },
  {
    card: 'answer-milestones',
    fill: async (world) => {
      const at = await stepWith(world, 'samhallsbyggnadschef', 'milestone-');
      const typed = inputsIn(at.card).map(({ id }) => [id, milestoneValue(id)]);
      return filled(at, ['Nästa', Object.fromEntries(typed)], ['Tillbaka']);
    },
    press: 'Nästa',
    says: 'Välj',
  },
  {
    card: 'support-request',
    fill: async (world) => {
      const manager = await stepWith(world, 'socialchef', 'helpWhat');
      await manager.press('Nästa', { helpWhat: 'Låna ut ett kontor.', helpFrom: 'samhallsbyggnadschef' });
      await goOn(manager, 'Skicka in');
      await manager.press('Skicka in');
      const { samhallsbyggnadschef } = world.people;
      const asked = await world.teams.until(() => {
        const at = new AtCard(world, samhallsbyggnadschef, 'önskar stöd av dig');
        return at.card && at;
      });
      return filled(asked, ['Svara', { words: 'å'.repeat(1001) }]);
    },
    press: 'Svara',
    says: 'Skriv ett svar',
  },
  {
    // The same card asks for a day for a question and for a support request.
    card: 'reminder-later',
    fill: async (world) =>
      filled(
        new AtCard(world, world.people.samhallsbyggnadschef, 'önskar stöd av dig'),
        ['Påminn mig senare'],
        ['Återkom den dagen', { day: '2026-08-31' }],
      ),
    press: 'Återkom den dagen',
    says: 'Välj en dag först',
  },
  {
    card: 'reminder-later',
    fill: async (world) =>
      filled(
        new AtCard(world, world.people.hrChef),
        ['Påminn mig senare'],
        ['Återkom den dagen', { day: '2026-08-31' }],
      ),
    press: 'Återkom den dagen',
    says: 'Välj en dag först',
  },
  {
    card: 'reminder-away',
    fill: async (world) =>
      filled(await says(world, 'hrChef', 'jag är borta'), [
        'Lämna över',
        { deputy: 'socialchef', returns: '2026-08-31' },
      ]),
    press: 'Lämna över',
    says: 'Välj',
  },
  {
    card: 'reminder-settings',
    fill: async (world) => {
      const kept = { hour: '09:30', weekday: '3', language: 'sv' };
      return filled(await says(world, 'hrChef', 'inställningar'), ['Spara', kept], ['Ändra']);
    },
    press: 'Spara',
    again: (at) => at.press('Ändra'),
    begins: { weekday: 'any', language: 'sv' },
  },
  {
    card: 'reminder-not-me',
    fill: async (world) =>
      filled(
        new AtCard(world, world.people.kommundirektor, 'Nu börjar'),
        ['Det är inte jag'],
        ['Skicka till processledaren', { role: 'hr-chef', words: tooLong }],
      ),
    press: 'Skicka till processledaren',
    reaches: (world) => new AtCard(world, world.people.utredare, 'säger: det är inte jag'),
    says: /Förslag\n(?!HR)/u,
  },
  {
    card: 'reminder-not-me-decide',
    fill: async (world) => {
      const at = new AtCard(world, world.people.hrChef, 'Nu börjar');
      await filled(
        at,
        ['Det är inte jag'],
        ['Skicka till processledaren', { role: 'socialchef', words: 'x' }],
      );
      return world.teams.until(() => {
        const decide = new AtCard(world, world.people.utredare, 'säger: det är inte jag');
        return decide.values.role === 'socialchef' && decide;
      });
    },
    press: 'Ge vidare',
    says: 'Välj vem som ska få frågorna.',
  },
  {
    card: 'round-postpone',
    fill: async (world) =>
      filled(await says(world, 'utredare', 'skjut upp omgång'), [
        'Visa vad som händer',
        { round: '2026-D', day: '2026-08-31', words: 'Mer tid.' },
      ]),
    press: 'Visa vad som händer',
    says: 'Välj en omgång',
  },
  {
    card: 'round-confirm',
    fill: async (world) =>
      filled(await says(world, 'utredare', 'skjut upp omgång'), [
        'Visa vad som händer',
        { round: '2026-D', day: '2026-09-22', words: 'Mer tid.' },
      ]),
    press: 'Skjut upp',
    reaches: (world) => new AtCard(world, world.people.socialchef, 'Mer tid för'),
    says: /^(?!.*Mer tid\.)/su,
  },
  {
    card: 'round-cancel',
    fill: async (world) =>
      filled(await says(world, 'utredare', 'ställ in omgång'), [
        'Visa vad som händer',
        { round: '2026-D', words: tooLong },
      ]),
    press: 'Visa vad som händer',
    says: 'Välj en omgång',
  },
  {
    card: 'plan-form',
    fill: async (world) =>
      filled(
        await says(world, 'utredare', 'ändra planen'),
        ['Nytt politiskt uppdrag'],
        [
          'Visa vad som ändras',
          {
            ...{ title: 'Cykelväg', decision: 'KF § 1', department: 'sb', owner: 'fastighetschef' },
            ...{ contributors: 'hr-chef', start: '2026-09-01', end: '2027-09-01' },
            ...{ economic: 'a', ecological: 'b', social: 'c', milestones: 'en dag' },
          },
        ],
      ),
    press: 'Visa vad som ändras',
    says: 'Fyll i det här.',
  },
  {
    card: 'plan-form',
    fill: async (world) =>
      filled(await says(world, 'utredare', 'ändra planen'), ['Person för en roll']).then(async (at) =>
        filled(
          at,
          ['Vidare', { subject: inputsIn(at.card)[0]!.choices![0]! }],
          ['Visa vad som ändras', { upn: 'utan snabel-a', how: 'beside', decision: 'KF § 1' }],
        ),
      ),
    press: 'Visa vad som ändras',
    says: 'Välj något.',
  },
  {
    card: 'plan-preview',
    fill: async (world) => {
      const at = await says(world, 'utredare', 'ändra planen');
      await filled(at, ['Ändra ett målvärde'], ['Vidare', { subject: 'i12' }]);
      await filled(at, ['Visa vad som ändras', { value: '93', decision: 'KF § 1' }]);
      return filled(at, ['Inför planen', { decision: tooLong }]);
    },
    press: 'Inför planen',
    says: 'beslut',
  },
];

function milestoneValue(id: string): string {
  if (id.startsWith('milestone-')) return 'moved';
  return id.startsWith('moved-') ? '2027-01-31' : 'Överklagat.';
}

/** What stands in the inputs. */
function standsIn(at: AtCard): Record<string, string> {
  return Object.fromEntries(Object.entries(at.values).filter(([, value]) => value !== ''));
}

/** What a client sends whose person has emptied everything: the button's own data and nothing more. */
async function pressEmptied(at: AtCard, title: string, data = (own: JsonObject) => own): Promise<void> {
  const action = actionsIn(at.card).find((one) => one.title === title)!;
  const turn = await at.person.presses(action.verb!, data(action.data ?? {}), at.card);
  expect(turn.status).toBe(200);
  at.card = turn.card!;
}

const withoutNames = ({ inputs: _, ...data }: JsonObject): JsonObject => data;

test('every card with inputs is among the forms', () => {
  const folder = new URL('../../cards/', import.meta.url);
  const withInputs = readdirSync(folder).filter((file) =>
    readFileSync(new URL(file, folder), 'utf8').includes('"Input.'),
  );
  // The reason for a correction is asked for once the round has closed: below.
  const tried = new Set([...forms.map(({ card }) => card), 'answer-preview']);
  expect(withInputs.map((file) => file.replace('.json', '')).toSorted()).toEqual([...tried].toSorted());
});

describe.each([
  ['of today', (data: JsonObject) => data],
  ['of 0.1.0, which does not name its inputs', withoutNames],
])('a field that is emptied on a card %s is empty', (_which, data) => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await openInterim();
    await changePlan(world, [['indicators', 'i13', 'history'], [{ period: '2026-D', value: 88.5 }]]);
  });

  test.each(forms)('$card: $press', async ({ fill, press, again, reaches, begins = {}, says }) => {
    const at = await fill(world);
    const held = Object.keys(at.values);
    expect(standsIn(at)).not.toEqual(begins);
    await pressEmptied(at, press, data);
    await again?.(at, world);
    const met = reaches ? await world.teams.until(() => reaches(world).card && reaches(world)) : at;
    if (!reaches) expect(Object.keys(met.values)).toEqual(held);
    expect(standsIn(met)).toEqual(begins);
    if (says) expect(met.text).toMatch(says);
  });

  test('answer-preview: the reason for a correction', async () => {
    const ask = `2026-D:${world.people.socialchef.member.aadObjectId}`;
    const at = new AtCard(world, world.people.socialchef, '');
    at.card = (await at.person.presses('answer/receipt', { ask })).card!;
    if (!at.titles.includes('Rätta: Äldreomsorg')) {
      await moveClock(world.service, '2026-11-02T09:00:00+01:00');
      at.card = (await at.person.presses('answer/receipt', { ask })).card!;
    }
    await at.press('Rätta: Äldreomsorg');
    await goOn(at, 'Skicka rättelsen');
    await at.press('Ändra: Äldreomsorg', { reason: 'Fel siffra.' });
    await goOn(at, 'Skicka rättelsen');
    // A button of a card without the input says nothing of the reason.
    at.card = (await at.person.presses('answer/change', { ask, assignment: 'gu2' })).card!;
    await goOn(at, 'Skicka rättelsen');
    expect(standsIn(at)).toEqual({ reason: 'Fel siffra.' });
    await pressEmptied(at, 'Skicka rättelsen', data);
    expect(standsIn(at)).toEqual({});
    expect(at.text).toContain('varför');
  });
});

test('what was not on the card stays: a plan that has come since may ask for more on the same step', async () => {
  const { ports, time, tenantId, actor } = await openSjovik();
  await time.moveTo(Temporal.Instant.from('2026-09-01T08:00:00+02:00'));
  const chief = actor('socialchef');
  const move = { actor: chief, askId: `2026-D:${chief.personId}`, language: 'sv', go: 'back' } as const;
  const step = { assignmentId: 'gu2', name: 'readings' } as const;
  const before = { 'reading-i12': '90', 'reading-i13': '81', 'reading-i14': '60', 'comment-i14': 'Åtta.' };
  const held = { 'reading-i12': '91', 'skip-i12': '', 'comment-i12': '' };
  await takeStep(ports, { ...move, step, inputs: before });
  await takeStep(ports, { ...move, step, inputs: held, isNamed: true });
  const { parts } = await drafts(ports.store).get(tenantId, move.askId);
  const { readings = {} } = parts.gu2!;
  expect([readings.i12!.text, readings.i14!.text, readings.i14!.comment]).toEqual(['91', '60', 'Åtta.']);
});
