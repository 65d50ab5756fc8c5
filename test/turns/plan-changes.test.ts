import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, planHistory } from '../../src/plan/plan-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { endAll } from '../support/at-end.ts';
import { inputsIn, textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
let utredare: FakePerson;
let card: Card;
afterAll(endAll);

beforeAll(async () => {
  world = await startDemoWorld();
  utredare = world.people.utredare;
  await moveClock(world.service, '2026-09-02T09:00:00+02:00');
});

async function say(text: string) {
  ({ card } = (await utredare.says(text)) as { card: Card });
}

async function press(title: string, values: Record<string, string> = {}) {
  ({ card } = (await utredare.fill(card, values).press(title)) as { card: Card });
}

/** The plan in force, with the latest version's decision. */
async function inForce(): Promise<{ content: PlanContent; version: number; decision: string }> {
  const store = openSqliteStore(world.service.store);
  const plan = (await currentPlan(store, demoTenant))!;
  const { value } = await planHistory(store, demoTenant).next();
  await store.close();
  return { content: plan.content, version: plan.version, decision: value!.decision };
}

/** What was looked at comes into force, with its decision. */
async function confirm() {
  await press('Inför planen');
  expect(textOf(card)).toContain('Planen gäller nu som version');
  return inForce();
}

describe('changing the plan', () => {
  test('is offered to the administrator, in their own chat, and to nobody else', async () => {
    await say('ändra planen');
    expect(textOf(card)).toContain('Nytt politiskt uppdrag');
    const { socialchef } = world.people;
    expect(textOf((await socialchef.says('hjälp')).card!)).not.toContain('Leda uppföljningen');
    expect(textOf((await utredare.says('hjälp')).card!)).toContain('Leda uppföljningen');
    for (const verb of ['plan/menu', 'plan/change', 'plan/choose', 'plan/change-look']) {
      const { card: refused } = await socialchef.presses(verb, {
        kind: 'target',
        subject: 'i10',
        value: '1',
        decision: 'x',
      });
      expect(textOf(refused!)).toContain('Bara processledaren kan ändra planen');
    }
    const inChannel = await world.leadership.mention(utredare, 'ändra planen');
    expect(JSON.stringify(inChannel.replies)).not.toContain('Nytt politiskt uppdrag');
    expect((await inForce()).version).toBe(1);
  });

  test('with a card that has been tampered with changes nothing', async () => {
    for (const data of [{ kind: 'everything' }, { kind: 'target', subject: { $ne: 1 } }, {}]) {
      const { notice } = await utredare.presses('plan/change-look', data);
      expect(notice).toContain('Kortet gick inte att läsa');
    }
    const { card: gone } = await utredare.presses('plan/change-look', {
      kind: 'target',
      subject: 'i99',
      value: '1',
    });
    expect(textOf(gone!)).toContain('Välj något.');
    expect((await inForce()).version).toBe(1);
  });
});

describe('a changed target', () => {
  test('is asked for by what is steered, with what holds now', async () => {
    await say('ändra planen');
    await press('Ändra ett målvärde');
    expect(inputsIn(card)[0]!.choices).not.toContain('i05');
    await press('Vidare', { subject: 'i10' });
    expect(textOf(card)).toContain('Målvärde nu: högst 45');
  });

  test.each([
    ['words', 'ganska lågt', 'Skriv ett tal'],
    ['two numbers in one', '1.234,5,6', 'Skriv ett tal'],
  ])('of %s is refused, and what was typed is kept', async (_what, value, sentence) => {
    const { card: again } = await utredare
      .fill(card, { value, decision: 'KF § 12' })
      .press('Visa vad som ändras');
    expect(textOf(again!)).toContain(sentence);
    expect(textOf(again!)).toContain('KF § 12');
  });

  test('is shown, and then in force with its decision', async () => {
    await press('Visa vad som ändras', { value: '42,5', decision: 'KF § 12' });
    expect(textOf(card)).toContain('Målvärde: 45 → 42,5');
    expect(textOf(card)).toContain('Kostchef');
    expect((await inForce()).version).toBe(1);
    const { content, decision } = await confirm();
    expect(content.indicators.find(({ id }) => id === 'i10')!.target).toEqual({ op: '<=', value: 42.5 });
    expect(decision).toBe('KF § 12');
  });

  test('within a range has two bounds, in order', async () => {
    await say('ändra planen');
    await press('Ändra ett målvärde');
    await press('Vidare', { subject: 'i03' });
    const upsideDown = { min: '1,2', max: '0,9', decision: 'KF § 13' };
    const { card: again } = await utredare.fill(card, upsideDown).press('Visa vad som ändras');
    expect(textOf(again!)).toContain('Målvärde till: övre gränsen 0.9 ska vara');
    await press('Visa vad som ändras', { min: '0,9', max: '1,2', decision: 'KF § 13' });
    const { content } = await confirm();
    expect(content.indicators.find(({ id }) => id === 'i03')!.target).toEqual({
      op: 'between',
      min: 0.9,
      max: 1.2,
    });
  });
});

describe('another owner', () => {
  test('of an assignment: the open round follows, and whoever is asked is told', async () => {
    await say('ändra planen');
    await press('Byt ansvarig');
    await press('Vidare', { subject: 'assignment:pu1' });
    expect(textOf(card)).toContain('Ansvarig nu: Samhällsbyggnadschef');
    await press('Visa vad som ändras', { owner: 'socialchef', decision: 'KS § 41' });
    expect(textOf(card)).toContain('Pågående omgång: Delår 2026');
    const { content } = await confirm();
    expect(content.assignments.find(({ id }) => id === 'pu1')!.owner).toBe('socialchef');
    const told = await world.teams.until(() =>
      world.teams
        .cardsIn(world.people.socialchef.conversationId)
        .find((one) => textOf(one).includes('KS § 41')),
    );
    expect(textOf(told)).toContain('Fossiloberoende fordon');
  });

  test('of an indicator', async () => {
    await say('ändra planen');
    await press('Byt ansvarig');
    await press('Vidare', { subject: 'indicator:i10' });
    await press('Visa vad som ändras', { owner: 'utbildningschef', decision: 'KS § 42' });
    const { content } = await confirm();
    expect(content.indicators.find(({ id }) => id === 'i10')!.owner).toBe('utbildningschef');
  });

  test('that is the same changes nothing', async () => {
    await say('ändra planen');
    await press('Byt ansvarig');
    await press('Vidare', { subject: 'indicator:i10' });
    await press('Visa vad som ändras', { owner: 'utbildningschef', decision: 'KS § 43' });
    expect(textOf(card)).toContain('Den planen gäller redan');
  });
});

describe('values by gender', () => {
  test('are asked for from then on: the form says how it is, and the card shows what changes', async () => {
    await say('ändra planen');
    await press('Värden för kvinnor och män');
    await press('Vidare', { subject: 'i18' });
    expect(textOf(card)).toContain('Nu frågar jag bara efter det samlade värdet.');
    await press('Visa vad som ändras', { byGender: 'yes', decision: 'KS § 44' });
    expect(textOf(card)).toContain('Uppdelat på kön: nej → ja');
    const { content, decision } = await confirm();
    expect(content.indicators.find(({ id }) => id === 'i18')!.byGender).toBe(true);
    expect(decision).toBe('KS § 44');
  });

  test('that are as they were change nothing', async () => {
    await say('ändra planen');
    await press('Värden för kvinnor och män');
    await press('Vidare', { subject: 'i18' });
    await press('Visa vad som ändras', { byGender: 'yes', decision: 'KS § 45' });
    expect(textOf(card)).toContain('Den planen gäller redan');
  });
});

describe('a person for a role', () => {
  const holders = (content: PlanContent, role: string) =>
    content.persons.filter(({ roles }) => roles.includes(role)).map(({ id, upn }) => id ?? upn);

  async function give(role: string, values: Record<string, string>) {
    await say('ändra planen');
    await press('Person för en roll');
    await press('Vidare', { subject: role });
    await press('Visa vad som ändras', { decision: 'Förordnande 2026-17', ...values });
  }

  test('somebody new takes it over, by what Teams’ search gives', async () => {
    const id = '7c0a5a56-0000-4000-8000-000000000077';
    await give('kostchef', { person: id });
    expect(holders((await confirm()).content, 'kostchef')).toEqual([id]);
  });

  test('somebody shares it, by user name', async () => {
    await give('kostchef', { upn: 'Kim.Kock@sjovik.se', how: 'beside' });
    const { content } = await confirm();
    expect(holders(content, 'kostchef')).toEqual([
      '7c0a5a56-0000-4000-8000-000000000077',
      'kim.kock@sjovik.se',
    ]);
  });

  test('nobody: it is vacant, and who has no role left leaves the plan', async () => {
    await give('kostchef', { person: '-' });
    const { content } = await confirm();
    expect(holders(content, 'kostchef')).toEqual([]);
    expect(content.persons).toHaveLength(5);
  });

  test('nobody at all as administrator is refused', async () => {
    const before = await inForce();
    await give('utredare', { person: '-' });
    expect(textOf(card)).toContain('ingen person är processledare');
    expect(await inForce()).toEqual(before);
  });

  test.each([
    [{ upn: 'kim kock' }, 'Skriv personens användarnamn'],
    [{ upn: 'kim' }, 'Skriv personens användarnamn'],
    [{}, 'Välj något.'],
  ])('as %j is refused', async (values, sentence) => {
    await give('hr-chef', values);
    expect(textOf(card)).toContain(sentence);
  });
});

describe('a new political assignment', () => {
  const filled = {
    title: 'Trygga skolvägar',
    decision: 'KF 2026-08-31 § 177',
    department: 'sb',
    owner: 'samhallsbyggnadschef',
    contributors: 'utbildningschef,rektor-grundskola',
    start: '2026-08-01',
    end: '2028-12-31',
    economic: 'Ryms i investeringsramen.',
    ecological: 'Fler går och cyklar.',
    social: 'Barn kan ta sig till skolan själva.',
    milestones: '2027-03-31 Inventeringen är klar\n2028-06-30: De första tio sträckorna är byggda',
  };

  test.each([
    ['a milestone without a day', { milestones: 'Inventeringen är klar' }, 'med datum först'],
    [
      'an end before its start',
      { end: '2026-01-01', milestones: '' },
      'Slut: slutdatum 2026-01-01 ligger före startdatum 2026-08-01.',
    ],
    ['a milestone after its end', { end: '2027-12-31' }, 'Planerad: milstolpens datum 2028-06-30'],
  ])('with %s is refused, and all that was typed is kept', async (_what, wrong, sentence) => {
    await say('ändra planen');
    await press('Nytt politiskt uppdrag');
    await press('Visa vad som ändras', { ...filled, ...wrong });
    expect(textOf(card)).toContain(sentence);
    expect(textOf(card)).toContain('Ryms i investeringsramen.');
  });

  test('without one of the three aspects is refused, also where a client does not ask', async () => {
    const { social: _social, ...without } = filled;
    const { card: again } = await utredare.presses('plan/change-look', { kind: 'assignment', ...without });
    expect(textOf(again!)).toContain('Fyll i det här.');
  });

  test('is shown, in force by its own decision, and asked about in the open round', async () => {
    await say('ändra planen');
    await press('Nytt politiskt uppdrag');
    await press('Visa vad som ändras', filled);
    expect(textOf(card)).toContain('Nytt: ett uppdrag.');
    expect(textOf(card)).toContain('Uppdrag: Trygga skolvägar');
    const { content, decision, version } = await confirm();
    expect(decision).toBe(filled.decision);
    expect(content.assignments.at(-1)).toMatchObject({
      type: 'political',
      decision: filled.decision,
      contributors: ['utbildningschef', 'rektor-grundskola'],
      aspects: { social: { sv: 'Barn kan ta sig till skolan själva.' } },
      milestones: [
        { due: '2027-03-31' },
        { due: '2028-06-30', name: { sv: 'De första tio sträckorna är byggda' } },
      ],
    });
    const { samhallsbyggnadschef } = world.people;
    const told = await world.teams.until(() =>
      world.teams.cardsIn(samhallsbyggnadschef.conversationId).find((one) => textOf(one).includes('§ 177')),
    );
    expect(textOf(told)).toContain('Trygga skolvägar');
    await say('vem ansvarar för äldreomsorg?');
    expect(textOf(card)).toContain(`Källa: styrplanen, version ${version} (${filled.decision}).`);
  });

  test('is told and not made when the plan has changed under it', async () => {
    await say('ändra planen');
    await press('Nytt politiskt uppdrag');
    await press('Visa vad som ändras', { ...filled, title: 'Ännu en' });
    const waiting = card;
    const { content, version } = await inForce();
    const store = openSqliteStore(world.service.store);
    const { importPlan } = await import('../../src/plan/plan-store.ts');
    const { Temporal } = await import('temporal-polyfill');
    const now = Temporal.Instant.from('2026-09-02T08:00:00Z');
    await importPlan({
      store,
      now,
      tenantId: demoTenant,
      content: { ...content, burdenCapMinutes: 33 },
      by: demoPeople.utredare,
    });
    await store.close();
    const { card: stale } = await utredare.fill(waiting).press('Inför planen');
    expect(textOf(stale!)).toContain('Någon annan har ändrat planen sedan du började');
    expect(await inForce()).toMatchObject({ version: version + 1, content: { burdenCapMinutes: 33 } });
  });
});
