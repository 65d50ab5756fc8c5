import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPlan } from '../plan/demo-plan.ts';
import { AtCard, changePlan, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, inputsIn } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';
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
  /** No card of 0.1.0 has these inputs: those it had are below. */
  readonly isNamed?: true;
}

const tooLong = 'å'.repeat(501);
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

/** The person's first assignment, with all that can be unfolded. */
async function unfolded(
  world: DemoWorld,
  person: keyof DemoWorld['people'],
  first = 'svara',
): Promise<AtCard> {
  const at = await says(world, person, first);
  for (const title of ['Jag vill ha hjälp', 'Lägg till en kommentar', unfoldAspects])
    if (at.titles.includes(title)) await at.press(title);
  return at;
}

const unfoldAspects = 'Något nytt om ekonomi, miljö eller människor?';

async function goOn(at: AtCard, button: string): Promise<void> {
  while (!at.titles.includes(button)) await at.press('Nästa');
}

const forms: readonly Form[] = [
  {
    // One of the values is known already and stands there from the start.
    card: 'block-answer-field',
    fill: async (world) => {
      const at = await unfolded(world, 'socialchef');
      expect(at.values['reading-i13']).toBe('88,5');
      // Only where it is emptied is it asked why it is missing.
      await at.press('Nästa', { status: '', 'reading-i13': '' });
      const typed = Object.keys(at.values).map((id) => [id, plainest[id.split('-')[0]!] ?? 'Ord.'] as const);
      return filled(at, ['Nästa', { ...Object.fromEntries(typed), ...help }], ['Tillbaka']);
    },
    press: 'Nästa',
    begins: { unchanged: 'false' },
    says: 'Välj läget. Bara det behövs.',
    isNamed: true,
  },
  {
    card: 'block-answer-field',
    fill: async (world) => {
      const at = await unfolded(world, 'samhallsbyggnadschef');
      while (!('milestone-detaljplan' in at.values)) await at.press('Nästa', { status: 'on_track' });
      const typed = { status: 'on_track', forecast: 'expected', 'milestone-detaljplan': 'reached' };
      await at.press('Lägg till en kommentar', typed);
      return filled(at, ['Nästa', { 'word-detaljplan': 'I tid.' }], ['Ändra: Utveckla hamnområdet']);
    },
    press: 'Nästa',
    says: 'Välj läget',
    isNamed: true,
  },
  {
    card: 'support-request',
    fill: async (world) => {
      const manager = await unfolded(world, 'socialchef');
      await manager.press('Nästa', {
        status: 'on_track',
        helpWhat: 'Låna ut ett kontor.',
        ...help,
        helpWho: '',
      });
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
        ['Påminn mig den dagen', { day: '2026-08-31' }],
      ),
    press: 'Påminn mig den dagen',
    says: 'Välj en dag först',
  },
  {
    card: 'reminder-later',
    fill: async (world) =>
      filled(
        new AtCard(world, world.people.hrChef),
        ['Påminn mig senare'],
        ['Påminn mig den dagen', { day: '2026-08-31' }],
      ),
    press: 'Påminn mig den dagen',
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
        ['Inte jag'],
        ['Skicka till processledaren', { role: 'hr-chef', words: tooLong }],
      ),
    press: 'Skicka till processledaren',
    reaches: (world) => new AtCard(world, world.people.utredare, 'säger att frågan är någon annans'),
    says: /Förslag\n(?!HR)/u,
  },
  {
    card: 'reminder-not-me-decide',
    fill: async (world) => {
      const at = new AtCard(world, world.people.hrChef, 'Nu börjar');
      await filled(at, ['Inte jag'], ['Skicka till processledaren', { role: 'socialchef', words: 'x' }]);
      return world.teams.until(() => {
        const decide = new AtCard(world, world.people.utredare, 'säger att frågan är någon annans');
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
            title: 'Cykelväg',
            decision: 'KF § 1',
            department: 'sb',
            owner: 'fastighetschef',
            contributors: 'hr-chef',
            start: '2026-09-01',
            end: '2027-09-01',
            economic: 'a',
            ecological: 'b',
            social: 'c',
            milestones: 'en dag',
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

const help = { helpFrom: 'samhallsbyggnadschef' };
const plainest: Readonly<Record<string, string>> = {
  status: 'deviation',
  reading: '80',
  skip: 'not-ready',
  helpFrom: 'samhallsbyggnadschef',
  unchanged: 'true',
};

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

const asToday = (data: JsonObject): JsonObject => data;
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
  ['of today', asToday],
  ['of 0.1.0, which does not name its inputs', withoutNames],
])('a field that is emptied on a card %s is empty', (_which, data) => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await openInterim();
    await changePlan(world, [['indicators', 'i13', 'history'], [{ period: '2026', value: 88.5 }]]);
  });

  test.each(forms.filter(({ isNamed }) => !isNamed || data === asToday))(
    '$card: $press',
    async ({ fill, press, again, reaches, begins = {}, says }) => {
      const at = await fill(world);
      const held = Object.keys(at.values);
      expect(standsIn(at)).not.toEqual(begins);
      await pressEmptied(at, press, data);
      await again?.(at, world);
      const met = reaches ? await world.teams.until(() => reaches(world).card && reaches(world)) : at;
      if (!reaches) expect(Object.keys(met.values)).toEqual(held);
      expect(standsIn(met)).toEqual(begins);
      if (says) expect(met.text).toMatch(says);
    },
  );

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

describe('a step of 0.1.0 that is emptied', () => {
  test.each([
    ['judgement', { ownWords: 'Ord.' }, 'ownWords'],
    ['help', { helpWhat: 'Ett kontor.' }, 'helpWhat'],
    ['readings', { 'reading-i14': '60', 'comment-i14': 'Åtta platser.' }, 'comment-i14'],
    ['aspects', { 'aspect-social': 'Oro.' }, 'aspect-social'],
  ])('is empty on the card of today: %s', async (step, typed, id) => {
    const world = await openInterim();
    const { socialchef } = world.people;
    const ask = `2026-D:${socialchef.member.aadObjectId}`;
    const data = { ask, assignment: 'gu2', step, page: 1 };
    const at = new AtCard(world, socialchef);
    at.card = (await socialchef.presses('answer/back', { ...data, ...typed }, at.card)).card!;
    expect(at.values).toMatchObject(typed);
    at.card = (await socialchef.presses('answer/back', data, at.card)).card!;
    expect(at.values[id] ?? '').toBe('');
  });
});

describe('what was not on the card', () => {
  test('stays as it is, where a plan that has come since asks for it again', async () => {
    const world = await openInterim();
    const readings = { 'reading-i12': '90', 'reading-i13': '81', 'reading-i14': '60' };
    const at = await unfolded(world, 'socialchef');
    await at.press('Nästa', { ...readings, 'comment-i14': 'Åtta platser.' });
    const { indicators } = demoPlan();
    await changePlan(world, [['indicators'], indicators.filter(({ id }) => id !== 'i14')]);
    await at.press('Tillbaka');
    expect(Object.keys(at.values)).not.toContain('reading-i14');
    await changePlan(world);
    await at.press('Nästa', { 'reading-i12': '91' });
    await at.press('Tillbaka');
    expect(standsIn(at)).toMatchObject({ ...readings, 'reading-i12': '91', 'comment-i14': 'Åtta platser.' });
  });
});
