import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { type Report, reports } from '../../src/reports/report.ts';
import { AtCard, changePlan, inStore, kept, openInterim, values } from '../support/answering.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
let at: AtCard;
beforeEach(async () => {
  world = await openInterim();
  at = new AtCard(world, world.people.socialchef);
});

const inReport = (assignmentId = 'gu2'): Promise<Report> =>
  inStore(world, (store) => reports(store).get(demoTenant, `2026-D:${assignmentId}`));
const hrRoles = [
  ...['hr-chef', 'utbildningschef', 'kostchef', 'rektor-grundskola', 'enhetschef-forskola'],
  'naringslivsutvecklare',
];
const first = { status: 'on_track', ownWords: 'Det första.' };

describe('the same button twice', () => {
  test('"Nästa" leads where the first led', async () => {
    await at.press('Svara');
    const { card } = at;
    const { socialchef } = world.people;
    const [one, two] = await Promise.all([
      socialchef.fill(card, first).press('Nästa'),
      socialchef.fill(card, first).press('Nästa'),
    ]);
    expect(textOf(one.card!)).toContain('uppdrag 2 av 2');
    expect(textOf(two.card!)).toContain('uppdrag 2 av 2');
  });

  test('a second click answers neither "stämmer det?" nor whether help is wanted: nobody has read them yet', async () => {
    await at.press('Svara');
    const asked = at.card;
    const far = { status: 'deviation', 'reading-i12': '90', 'reading-i13': '81', 'reading-i14': '920' };
    await at.press('Nästa', far);
    const again = await world.people.socialchef.fill(asked, far).press('Nästa');
    expect(textOf(again.card!)).toContain('920\u00a0dagar? Förra gången');
    const confirmed = at.card;
    await at.press('Nästa');
    expect(at.text).toContain('Vad behöver du, och av vem?');
    const twice = await world.people.socialchef.fill(confirmed).press('Nästa');
    expect(textOf(twice.card!)).toContain('Vad behöver du, och av vem?');
    await at.press('Nästa');
    expect(at.text).toContain('uppdrag 2 av 2');
  });

  test('"Skicka in" is one revision, and the second click shows the receipt', async () => {
    await at.answerEverything();
    const preview = at.card;
    const { socialchef } = world.people;
    const both = await Promise.all([1, 2].map(() => socialchef.fill(preview).press('Skicka in')));
    const late = await socialchef.fill(preview).press('Skicka in');
    for (const turn of [...both, late]) expect(textOf(turn.card!)).toContain('Ditt svar är inskickat');
    expect((await inReport()).revisions).toHaveLength(1);
    expect((await inReport('pu4')).revisions).toHaveLength(1);
  });

  test('"Ändra" without a change sends in nothing new', async () => {
    await at.answerEverything();
    await at.press('Skicka in');
    await at.press('Ändra: Äldreomsorg');
    await at.press('Nästa');
    await at.press('Skicka in');
    expect(at.text).toContain('Ditt svar är inskickat');
    expect((await inReport()).revisions).toHaveLength(1);
  });
});

describe('an older card', () => {
  test('that says otherwise changes nothing: what stands is shown, and what the old card said', async () => {
    await at.press('Svara');
    const old: Card = at.card;
    await at.press('Nästa', first);
    const before = await kept(world);
    const turn = await world.people.socialchef
      .fill(old, { status: 'paused', ownWords: 'Från mobilen.' })
      .press('Nästa');
    expect(textOf(turn.card!)).toContain('Det här kortet är redan besvarat');
    expect(textOf(turn.card!)).toContain('Från mobilen.');
    expect(textOf(turn.card!)).toContain('Det första.');
    expect(await kept(world)).toEqual(before);
  });

  test('from before it was sent in leads to what was sent in, and begins nothing', async () => {
    await at.press('Svara');
    const old = at.card;
    await at.press('Nästa', { ...first, ...values });
    await at.press('Nästa', { status: 'completed', ownWords: 'Klart.' });
    await at.press('Skicka in');
    const before = await kept(world);
    const typed = { ...first, ...values, 'reading-i14': '1' };
    const turn = await world.people.socialchef.fill(old, typed).press('Nästa');
    expect(textOf(turn.card!)).toContain('Det här kortet är redan besvarat');
    expect(await kept(world)).toEqual(before);
  });

  test('of a round that has closed, and in which nothing was sent in, says so', async () => {
    await at.press('Svara');
    await moveClock(world.service, '2026-11-02T09:00:00+01:00');
    const before = await kept(world);
    const turn = await at.person.fill(at.card, first).press('Nästa');
    expect(textOf(turn.card!)).toContain('Den här omgången är stängd, så inget har ändrats');
    expect(await kept(world)).toEqual(before);
  });
});

test('what is sent in already is not asked again when the rest is answered', async () => {
  await at.press('Svara');
  await at.press('Nästa', { ...first, ...values });
  const turn = await at.person.presses('answer/submit', { ask: askOf(at) }, at.card);
  expect(textOf(turn.card!)).toContain('Kvar att svara på: Utred fria arbetsskor');
  at.card = turn.card!;
  await at.press('Fortsätt svara');
  expect(at.text).toContain('uppdrag 2 av 2');
});

test('a role that is taken from somebody mid-round takes its questions along', async () => {
  await at.press('Svara');
  await at.press('Nästa', first);
  const me = at.person.member.aadObjectId;
  await changePlan(
    world,
    [['persons', me, 'roles'], ['enhetschef-sabo']],
    [
      ['persons', world.people.hrChef.member.aadObjectId, 'roles'],
      [...hrRoles, 'socialchef', 'enhetschef-hemtjanst'],
    ],
  );
  const before = await kept(world);
  for (const [verb, data] of [
    ['answer/next', { assignment: 'gu2', ...first }],
    ['answer/same', {}],
    ['answer/submit', {}],
    ['answer/change', { assignment: 'gu2' }],
  ] as const) {
    const turn = await at.person.presses(verb, { ask: askOf(at), ...data }, at.card);
    expect(textOf(turn.card!)).toContain('Du har inte längre den roll som frågan är ställd till');
  }
  expect(await kept(world)).toEqual(before);
});

test('a deputy whose time is over can neither go on nor send in what they had begun', async () => {
  const { socialchef, hrChef } = world.people;
  const form = await socialchef.says('jag är borta');
  await socialchef.fill(form.card!, { returns: '2026-09-10' }).press('Lämna över');
  const deputy = new AtCard(world, hrChef);
  deputy.card = await world.teams.until(() =>
    world.teams.cardsIn(hrChef.conversationId).find((one) => textOf(one).includes('ber dig svara i stället')),
  );
  await deputy.press('Svara för Socialchef (förvaltningschef)');
  await deputy.press('Nästa', first);
  await moveClock(world.service, '2026-09-10T08:00:00+02:00');
  const before = await kept(world);
  const next = await deputy.press('Nästa');
  expect(textOf(next.card!)).toContain('svarar själv igen, så inget har ändrats');
  const send = await hrChef.presses('answer/submit', { ask: askOf(at) }, at.card);
  expect(textOf(send.card!)).toContain('svarar själv igen, så inget har ändrats');
  expect(await kept(world)).toEqual(before);
});

function askOf({ person }: AtCard): string {
  return `2026-D:${person.member.aadObjectId}`;
}
