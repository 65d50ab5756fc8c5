import { beforeEach, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { reports } from '../../src/reports/report.ts';
import { AtCard, inStore, kept, openInterim, values } from '../support/answering.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';

let world: DemoWorld;
let chief: AtCard;

/** The Socialchef has answered and not sent in; the deputy then sends in the same otherwise. */
beforeEach(async () => {
  world = await openInterim();
  const { socialchef, hrChef } = world.people;
  chief = new AtCard(world, socialchef);
  await chief.answerEverything('Mina egna ord.');
  const form = await socialchef.says('jag är borta');
  await socialchef.fill(form.card!, { returns: '2026-09-30' }).press('Lämna över');
  const deputy = new AtCard(world, hrChef);
  deputy.card = await world.teams.until(() =>
    world.teams.cardsIn(hrChef.conversationId).find((one) => textOf(one).includes('ber dig svara i stället')),
  );
  await deputy.press('Svara för Socialchef (förvaltningschef)');
  await deputy.press('Något nytt om ekonomi, miljö eller människor?');
  const other = { status: 'paused', ownWords: 'Ersättarens ord.', 'aspect-social': 'Oro hos anhöriga.' };
  await deputy.press('Nästa', { ...other, ...values, 'reading-i14': '75' });
  await deputy.press('Nästa');
  const turn = await hrChef.presses('answer/submit', { ask: askOf() }, deputy.card);
  expect(textOf(turn.card!)).toContain('Ditt svar är inskickat');
  await socialchef.says('jag är tillbaka');
});

const askOf = () => `2026-D:${chief.person.member.aadObjectId}`;
const inReport = () => inStore(world, (store) => reports(store).get(demoTenant, '2026-D:gu2'));

describe('two people with the same assignment', () => {
  test('the second sees what the first sent in beside their own, and nothing is sent', async () => {
    const before = await kept(world);
    await chief.press('Skicka in');
    expect(chief.text).toContain('Någon annan har svarat på samma sak');
    expect(chief.text).toContain('Socialchef (förvaltningschef) (genom ersättare)');
    expect(chief.text).toContain('◫ Pausad\n”Ersättarens ord.”');
    expect(chief.text).toContain('✓ Pågår enligt plan\n”Mina egna ord.”');
    expect(chief.text).toContain('75\u00a0dagar');
    // Both said 90 and 81, and only the deputy had something to say of the social aspect.
    expect(chief.text).not.toContain('90\u00a0%');
    expect(await kept(world)).toEqual(before);
  });

  test('"Behåll mitt" sends in one’s own as the next version, and the other is kept', async () => {
    await chief.press('Skicka in');
    await chief.press('Behåll mitt');
    expect(chief.text).toContain('Så här ser det ut för ledningsgruppen');
    expect(chief.text).toContain('Mina egna ord.');
    expect(chief.text).toContain('60\u00a0dagar');
    await chief.press('Skicka in');
    const { revisions } = await inReport();
    expect(revisions.map(({ by }) => by.asDeputy ?? false)).toEqual([true, false]);
    expect(revisions[0]!.answers.judgement?.ownWords).toBe('Ersättarens ord.');
    await chief.press('Visa hela svaret');
    await chief.press('Tidigare versioner: Äldreomsorg');
    expect(chief.text).toContain('Version 2');
    expect(chief.text).toContain('Ersättarens ord.');
  });

  test('"Låt det andra gälla" lets it stand, and what nobody else has said is still sent in', async () => {
    await chief.press('Skicka in');
    await chief.press('Låt det andra gälla');
    expect(chief.text).toContain('Ersättarens ord.');
    expect(chief.text).not.toContain('Mina egna ord.');
    await chief.press('Skicka in');
    expect((await inReport()).revisions).toHaveLength(1);
    await chief.press('Visa hela svaret');
    expect(chief.text).toContain('75\u00a0dagar');
  });

  test('"Fortsätt redigera" shows what the other wrote above one’s own', async () => {
    await chief.press('Skicka in');
    await chief.press('Fortsätt redigera');
    expect(chief.text).toContain('Andra har redan svarat');
    expect(chief.text).toContain('Ersättarens ord.');
    expect(chief.values.ownWords).toBe('Mina egna ord.');
  });

  test('a choice made on a card that has grown old shows what has come since', async () => {
    await chief.press('Skicka in');
    const turn = await chief.person.presses(
      'answer/settle',
      { ask: askOf(), assignment: 'gu2', keep: 'mine', revisions: 0 },
      chief.card,
    );
    expect(textOf(turn.card!)).toContain('Någon annan har svarat på samma sak');
  });
});
