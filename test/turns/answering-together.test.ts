import { beforeEach, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { type Report, reports } from '../../src/reports/report.ts';
import { asks } from '../../src/rounds/ask.ts';
import { supportRequests } from '../../src/support-requests/support-request.ts';
import { AtCard, changePlan, inStore, openInterim, values } from '../support/answering.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';

/** The interim round, and one about the same days that opens the day after and is answered together with it. */
const rounds = ['2026-D', '2026-S'] as const;
const wish = 'Tidigarelägg etapp 2.';
let world: DemoWorld;
let at: AtCard;

/** `closes`: of the second round; the form is named by the one that closes last. */
async function open(closes: string): Promise<void> {
  world = await openInterim();
  const second = {
    id: '2026-S',
    kind: 'adhoc',
    name: { sv: 'Lägesbild augusti', en: 'August' },
    opens: '2026-09-02',
    due: '2026-09-03',
    closes,
    covers: { from: '2026-08-01', to: '2026-08-31' },
  };
  await changePlan(world, [['assignments', 'pu4', 'end'], '2026-12-31'], [['periods', '2026-S'], second]);
  at = new AtCard(world, world.people.socialchef);
}

/** Elderly care goes not as planned and wants help; the other assignment is left. */
async function answerFirst(): Promise<void> {
  await at.press('Svara');
  await at.press('Nästa', { status: 'deviation', ownWords: 'Väntetiden växer.', ...values });
  await at.press('Nästa', { helpWhat: wish, helpFrom: 'samhallsbyggnadschef' });
}

async function openSecond(): Promise<void> {
  await moveClock(world.service, '2026-09-02T10:00:00+02:00');
  at.card = await world.teams.until(() =>
    world.teams
      .cardsIn(at.person.conversationId)
      .findLast((one) => textOf(one).includes('Lägesbild augusti')),
  );
}

async function sendAll(): Promise<void> {
  await answerFirst();
  await at.press('Nästa', { status: 'on_track', forecast: 'expected', ownWords: 'Utredaren är på plats.' });
  await at.press('Skicka in');
  await openSecond();
}

const inReports = (assignmentId: string): Promise<(Report | undefined)[]> =>
  inStore(world, (store) =>
    Promise.all(rounds.map((id) => reports(store).find(demoTenant, `${id}:${assignmentId}`))),
  );
const judgementIn = (report: Report | undefined) => report!.revisions.at(-1)!.answers.judgement;
const states = () =>
  inStore(world, async (store) => {
    const id = at.person.member.aadObjectId;
    const found = await Promise.all(rounds.map((round) => asks(store).get(demoTenant, `${round}:${id}`)));
    return found.map(({ state }) => state);
  });

describe.each([
  ['before', '2026-09-04'],
  ['after', '2026-10-30'],
])('a round about the same days that opens later and closes %s the first', (_name, closes) => {
  beforeEach(() => open(closes));

  test('"Svara" shows what was sent in before the second round opened, and each round gets it', async () => {
    await sendAll();
    expect(await states()).toEqual(['answered', 'open']);
    await at.press('Svara');
    for (const name of ['Delår 2026', 'Lägesbild augusti', ' och ']) expect(at.text).toContain(name);
    expect(at.values).toMatchObject({ status: 'deviation', ownWords: 'Väntetiden växer.', helpWhat: wish });
    expect(at.values).toMatchObject(values);
    await at.press('Nästa');
    expect(at.values).toMatchObject({ status: 'on_track', ownWords: 'Utredaren är på plats.' });
    await at.press('Nästa', { ownWords: 'Utredaren slutar i oktober.' });
    expect(at.text).toContain('Väntetiden växer.');
    await at.press('Skicka in');
    expect(at.text).toContain('Tack! Ditt svar är inskickat');
    expect(await states()).toEqual(['answered', 'answered']);

    const [care, careAgain] = await inReports('gu2');
    expect(care!.revisions).toHaveLength(1);
    expect(careAgain!.revisions).toHaveLength(1);
    expect(judgementIn(careAgain)).toEqual(judgementIn(care));
    const [shoes, shoesAgain] = await inReports('pu4');
    expect(shoes!.revisions).toHaveLength(2);
    expect(shoesAgain!.revisions.map(({ id }) => id)).toEqual([shoes!.revisions[1]!.id]);
    expect(judgementIn(shoesAgain)!.ownWords).toBe('Utredaren slutar i oktober.');
  });

  test('"Inget nytt sedan sist" leads to a preview of what was sent in, and each round gets it', async () => {
    await sendAll();
    await at.press('Inget nytt sedan sist');
    expect(at.text).toContain('Så här ser det ut för ledningsgruppen');
    for (const words of ['Väntetiden växer.', wish, 'Utredaren är på plats.'])
      expect(at.text).toContain(words);
    expect(at.text).not.toContain('Inget värde än');
    await at.press('Skicka in');
    expect(await states()).toEqual(['answered', 'answered']);
    for (const id of ['gu2', 'pu4']) {
      const [one, other] = await inReports(id);
      expect(one!.revisions).toHaveLength(1);
      expect(judgementIn(other)).toEqual(judgementIn(one));
    }
  });

  test('what was sent in alone is gone through with the rest', async () => {
    await answerFirst();
    await at.press('Granska mina svar');
    await at.press('Skicka in');
    await openSecond();
    await at.press('Svara');
    expect(at.text).toContain('uppdrag 1 av 2');
    await at.press('Nästa');
    expect(at.text).toContain('uppdrag 2 av 2');
    await at.press('Nästa', { status: 'completed', ownWords: 'Klart.' });
    await at.press('Skicka in');
    expect(await states()).toEqual(['answered', 'answered']);
  });

  test('nobody is asked for the same help once more', async () => {
    await sendAll();
    await at.press('Inget nytt sedan sist');
    await at.press('Skicka in');
    await moveClock(world.service, '2026-09-02T10:30:00+02:00');
    const asked = await inStore(world, (store) => Array.fromAsync(supportRequests(store).all(demoTenant)));
    expect(asked.filter(({ wishes }) => wishes.length > 0).map(({ id }) => id)).toEqual(['2026-D:gu2']);
  });

  test('help that was wanted is followed up from where it was: it can be taken back from the receipt of both', async () => {
    await sendAll();
    await at.press('Inget nytt sedan sist');
    await at.press('Skicka in');
    await at.press('Stödet behövs inte: Äldreomsorg');
    const request = await inStore(world, (store) => supportRequests(store).get(demoTenant, '2026-D:gu2'));
    expect(request.wishes.map(({ withdrawn }) => Boolean(withdrawn))).toEqual([true]);
  });
});
