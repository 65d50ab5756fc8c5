import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { reportId, reports } from '../../src/reports/report.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { AtCard, changePlan, inStore } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { storeWithPlan } from '../support/planned-store.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
const hrRoles = [
  'hr-chef',
  'utbildningschef',
  'kostchef',
  'rektor-grundskola',
  'enhetschef-forskola',
  'naringslivsutvecklare',
];
const rolesOf = (who: keyof typeof demoPeople) => ['persons', demoPeople[who], 'roles'];
/** The harbour and the vehicles are asked of both: the HR manager has the role as well. */
const shared = [rolesOf('hrChef'), [...hrRoles, 'samhallsbyggnadschef']] as const;

beforeAll(async () => {
  world = await startDemoWorld({ store: await storeWithPlan(shared) });
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
});
afterAll(endAll);

const says = async (who: keyof DemoWorld['people'], text: string) =>
  textOf((await world.people[who].says(text)).card!);
const reportOn = (id: string) =>
  inStore(world, (store) => reports(store).find(demoTenant, reportId('2026-D', id)));
const askOf = (who: keyof typeof demoPeople) =>
  inStore(world, (store) => asks(store).get(demoTenant, askId('2026-D', demoPeople[who])));

describe('a role that two have', () => {
  test('is asked of both, and the answer of one is enough', async () => {
    const reminders = world.teams.cardsIn(world.people.hrChef.conversationId).map(textOf);
    expect(reminders.join()).toContain('hamnområdet');
    const { id } = await askOf('hrChef');
    const at = new AtCard(world, world.people.hrChef, 'Gator, parker');
    at.card = (await world.people.hrChef.says('svara')).card!;
    at.card = (await world.people.hrChef.presses('answer/change', { ask: id, assignment: 'gu3' }, at.card))
      .card!;
    expect(at.text).toContain('Gator, parker och lokaler');
    await at.press('Nästa', { status: 'on_track', ownWords: 'Vi delar på rollen.' });
    for (let left = 20; left > 0 && !at.titles.includes('Skicka in'); left--)
      await (at.titles.includes('Visa nästa sida')
        ? at.press('Visa nästa sida')
        : at.press('Nästa', filled(at)));
    await at.press('Skicka in');
    expect((await reportOn('gu3'))?.revisions.at(-1)).toMatchObject({
      by: { personId: demoPeople.hrChef, roleId: 'samhallsbyggnadschef' },
      answers: { judgement: { ownWords: 'Vi delar på rollen.' } },
    });
    expect((await reportOn('gu3'))?.revisions.at(-1)?.by.asDeputy).toBeUndefined();
  });

  test('whoever was asked sees what the other has sent, and is not asked for it again', async () => {
    const ask = await askOf('samhallsbyggnadschef');
    expect(ask.parts.find(({ assignmentId }) => assignmentId === 'gu3')?.answeredAt).toBeDefined();
    const { samhallsbyggnadschef } = world.people;
    const at = new AtCard(world, samhallsbyggnadschef);
    at.card = (await samhallsbyggnadschef.says('svara')).card!;
    expect(at.text).toContain('Besvarat av Samhällsbyggnadschef');
    expect(at.titles).not.toContain('Nästa');
    await at.press('Visa hela svaret');
    expect(at.text).toContain('Vi delar på rollen.');
  });

  test('is nobody else’s, and what is asked of one’s other roles stays one’s own', async () => {
    const { id } = await askOf('samhallsbyggnadschef');
    const stranger = await world.people.socialchef.presses('answer/open', { ask: id });
    expect(textOf(stranger.card!)).toContain('ställd till någon annan');
    const { id: own } = await askOf('hrChef');
    const other = await world.people.samhallsbyggnadschef.presses('answer/open', { ask: own });
    expect(textOf(other.card!)).not.toMatch(/Heltid|Förskola|Ledning, ekonomi/u);
  });
});

/** Whatever the step asks for, in the simplest way. */
function filled(at: AtCard): Record<string, string> {
  const empty = Object.entries(at.values).filter(
    ([id, value]) => value === '' && !/^(skip|comment|word|moved|aspect)-/u.test(id),
  );
  return Object.fromEntries(
    empty.map(([id]) => {
      if (id === 'status') return [id, 'on_track'];
      if (id === 'forecast') return [id, 'expected'];
      if (id.startsWith('milestone-')) return [id, 'not_yet'];
      return [id, id.startsWith('reading-') ? '50' : 'Enligt plan.'];
    }),
  );
}

describe('a role that goes to somebody else in the middle of a round', () => {
  let begun: AtCard;
  beforeAll(async () => {
    begun = new AtCard(world, world.people.socialchef);
    await begun.press('Svara');
    await begun.press('Nästa', { status: 'deviation', ownWords: 'Det jag hann skriva.' });
    await changePlan(
      world,
      [rolesOf('socialchef'), ['enhetschef-hemtjanst', 'enhetschef-sabo']],
      [rolesOf('hrChef'), [...hrRoles, 'socialchef']],
    );
    await moveClock(world.service, '2026-09-02T10:00:00+02:00');
    const told = () => world.teams.cardsIn(world.people.hrChef.conversationId).map(textOf).join();
    await world.teams.until(() => told().includes('Dina frågor i Delår 2026'));
  });

  test('takes with it what was begun: it stands there for the new one to go through', async () => {
    const { id } = await askOf('hrChef');
    await world.people.hrChef.says('svara');
    const at = new AtCard(world, world.people.hrChef, 'Förskola');
    at.card = (await world.people.hrChef.presses('answer/change', { ask: id, assignment: 'gu2' }, at.card))
      .card!;
    expect(at.values).toMatchObject({ status: 'deviation', ownWords: 'Det jag hann skriva.' });
  });

  test('leaves the one who had it with what is still theirs, and no trace of the rest', async () => {
    const turn = await begun.press('Nästa', { helpWhat: 'Mer tid.' });
    const card = textOf(turn.card!);
    expect(card).not.toContain('Det jag hann skriva.');
    expect(await says('socialchef', 'vad är nästa för mig?')).toContain('Äldreomsorg');
    const draft = new AtCard(world, world.people.socialchef, 'Äldreomsorg');
    expect(draft.text).not.toContain('Det jag hann skriva.');
  });

  test('has its history: what was sent in shows to whoever has the role, as the role’s', async () => {
    const text = await says('samhallsbyggnadschef', 'vad har jag skickat in?');
    expect(text).toContain('Gator, parker och lokaler');
    expect(text).toContain('Besvarat av');
  });
});
