import { beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { prefillId, prefills } from '../../src/reports/known-values.ts';
import { reports } from '../../src/reports/report.ts';
import { AtCard, changePlan, inStore, openInterim } from '../support/answering.ts';
import type { DemoWorld } from '../support/demo-world.ts';

let world: DemoWorld;

describe('what a manager is asked', () => {
  let socialchef: AtCard;
  beforeAll(async () => {
    world = await openInterim();
    await inStore(world, (store) =>
      prefills(store).upsert({
        ...{ tenantId: demoTenant, id: prefillId('i12', 2025), indicatorId: 'i12', year: 2025, value: 88.5 },
        ...{ source: 'kolada', preliminary: true, fetchedAt: '2026-08-01T04:00:00.000Z' },
      }),
    );
    socialchef = new AtCard(world, world.people.socialchef);
    await socialchef.press('Svara');
  });

  test('begins with how it goes; a core assignment is never completed and has no forecast', () => {
    expect(Object.keys(socialchef.values)).toEqual(['status', 'ownWords']);
    expect(socialchef.text).toContain('Beslut: Socialtjänstlagen');
    expect(socialchef.text).not.toContain('Genomförd\n');
    expect(socialchef.text).not.toContain('Prognos');
  });

  test.each([
    [{ status: '', ownWords: 'Bra.' }, 'Välj det läge som stämmer bäst'],
    [{ status: 'on_track', ownWords: '  ' }, 'Skriv en mening om hur det går'],
    [{ status: 'on_track', ownWords: 'å'.repeat(1001) }, 'Texten är 1001 tecken. Det får plats 1000'],
  ])(
    'asks once more where something is missing or too long, and keeps what was typed',
    async (typed, said) => {
      await socialchef.press('Nästa', typed);
      expect(socialchef.text).toContain(said);
      expect(socialchef.values.ownWords).toBe(typed.ownWords.trim());
    },
  );

  test('text too long for any card is answered with a sentence, and the card stays as it is', async () => {
    const { card } = socialchef;
    const turn = await socialchef.press('Nästa', { status: 'on_track', ownWords: 'å'.repeat(9000) });
    expect(turn.card).toBeUndefined();
    expect(turn.notice).toContain('Texten är för lång');
    expect(socialchef.card).toBe(card);
  });

  test('a deviation is thanked for, and asks what help is wanted and from whom', async () => {
    await socialchef.press('Nästa', { status: 'deviation', ownWords: 'Väntetiden växer.' });
    expect(socialchef.text).toContain('Tack för att du berättar');
    expect(Object.keys(socialchef.values)).toEqual(['helpWhat', 'helpFrom', 'helpWho']);
    await socialchef.press('Nästa');
  });

  test('each value stands with unit, what it means, the last values, target and what is known already', () => {
    expect(socialchef.text).toContain('Väntetid till särskilt boende, medelvärde (dagar)');
    expect(socialchef.text).toContain('Genomsnittligt antal dagar från ansökan');
    expect(socialchef.text).toContain(
      'Förra värdena: Helår 2025: 74\u00a0dagar · Tertial 1 2026: 81\u00a0dagar',
    );
    expect(socialchef.text).toContain('Målvärde: högst 60 dagar');
    expect(socialchef.values['reading-i12']).toBe('88,5');
    expect(socialchef.text).toMatch(/Ifyllt åt dig: 2025 enligt Kolada.*, preliminärt/u);
    expect(socialchef.values['reading-i13']).toBe('');
  });

  test('a number that is none is said to be so, with what was expected', async () => {
    await socialchef.press('Nästa', { 'reading-i13': '1.234,5,6', 'reading-i14': '1e400' });
    expect(socialchef.text).toContain('”1.234,5,6” går inte att läsa som ett tal');
    expect(socialchef.text).toContain('”1e400” går inte att läsa som ett tal');
    expect(socialchef.values['reading-i13']).toBe('1.234,5,6');
  });

  test('a value far from the last asks once whether it is right', async () => {
    await socialchef.press('Nästa', { 'reading-i13': '81,5 %', 'reading-i14': '920' });
    expect(socialchef.text).toContain('Värdet är långt från förra gången (81\u00a0dagar → 920\u00a0dagar)');
    expect(socialchef.text).not.toContain('”81,5 %”');
    await socialchef.press('Nästa');
    expect(socialchef.text).toContain('Har något förändrats');
  });

  test('back is without loss, and a value may be skipped with a reason, or commented', async () => {
    await socialchef.press('Tillbaka');
    expect(socialchef.values).toMatchObject({ 'reading-i13': '81,5 %', 'reading-i14': '920' });
    await socialchef.press('Nästa', {
      ...{ 'reading-i14': '', 'skip-i14': 'cannot-assess', 'comment-i14': 'Systemet byts ut.' },
      'comment-i13': 'Enkäten i våras.',
    });
    expect(socialchef.text).toContain('Har något förändrats');
    expect(socialchef.text).toContain('Ekonomisk: Kostnadsläget ner');
  });

  test('a value that is left empty asks for a reason', async () => {
    await socialchef.press('Tillbaka');
    await socialchef.press('Nästa', { 'reading-i14': '', 'skip-i14': '' });
    expect(socialchef.text).toContain('Skriv ett värde, eller välj varför det saknas');
    await socialchef.press('Nästa', { 'skip-i14': 'cannot-assess' });
  });

  test('words show as typed, whatever they look like', async () => {
    const typed = '**Fet** [länk](javascript:alert(1)) <at>Alla</at> ${ids.ask} @answer.next =1+1';
    await socialchef.press('Nästa', { 'aspect-social': typed });
    await socialchef.press('Nästa', { status: 'on_track', forecast: 'uncertain', ownWords: typed });
    await socialchef.press('Nästa');
    expect(socialchef.text).toContain('Så här ser det ut för ledningsgruppen');
    expect(socialchef.text.split(typed)).toHaveLength(3);
    const shown = JSON.stringify(socialchef.card);
    expect(shown).not.toContain('"entities"');
  });

  test('the preview shows what is confirmed, commented and not assessed', async () => {
    expect(socialchef.text).toContain('88,5\u00a0%');
    expect(socialchef.text).toContain('Inget värde: Kan inte bedömas');
    expect(socialchef.text).toContain('När du skickar in blir svaret en allmän handling');
    await socialchef.press('Skicka in');
    expect(socialchef.text).toContain('Svaret är en allmän handling');
    expect(socialchef.text).toContain('till och med fredag 2 oktober 2026');
  });

  test('what was confirmed is kept with its source', async () => {
    const report = await inStore(world, (store) => reports(store).get(demoTenant, '2026-D:gu2'));
    expect(report.revisions[0]!.answers.readings).toEqual({
      i12: { value: 88.5, known: { source: 'kolada', period: '2025', preliminary: true } },
      i13: { value: 81.5, comment: 'Enkäten i våras.' },
      i14: { skipped: 'cannot-assess', comment: 'Systemet byts ut.' },
    });
  });
});

describe('what others are asked', () => {
  test('a contributor gives values alone, and reads what the owner has written', async () => {
    const owner = new AtCard(world, world.people.kommundirektor);
    await owner.press('Svara');
    const { hrChef } = world.people;
    let card = (await hrChef.says('svara')).card!;
    const seen: string[] = [];
    const contributor = new AtCard(world, hrChef);
    contributor.card = card;
    await owner.press('Nästa', { status: 'on_track', ownWords: 'Ekonomin är i balans.' });
    await finish(owner);
    await owner.press('Skicka in');
    for (let steps = 0; steps < 40 && !contributor.text.includes('Så här ser det ut'); steps++) {
      seen.push(contributor.text);
      await contributor.press('Nästa', easyAnswers(contributor));
    }
    card = contributor.card;
    const asked = seen.find((text) => text.includes('Ledning, ekonomi och arbetsgivaransvar'))!;
    expect(asked).toContain('Andra har redan berättat');
    expect(asked).toContain('Ekonomin är i balans.');
    expect(asked).not.toContain('Med egna ord');
  });

  test('milestones of political assignments: reached, not yet, or moved to a date, with a word', async () => {
    const chief = new AtCard(world, world.people.samhallsbyggnadschef);
    await chief.press('Svara');
    for (let steps = 0; steps < 40 && !chief.text.includes('milstolparna'); steps++) {
      await chief.press('Nästa', easyAnswers(chief));
    }
    expect(chief.text).not.toContain('Medborgardialog');
    expect(chief.text).toContain('Detaljplan antagen, planerad till 31 maj 2027');
    expect(chief.values['milestone-byggstart']).toBe('not_yet');
    await chief.press('Nästa', { 'milestone-detaljplan': 'moved' });
    expect(chief.text).toContain('Skriv datumet som milstolpen är flyttad till');
    await chief.press('Nästa', { 'moved-detaljplan': '2027-09-30', 'word-detaljplan': 'Samrådet tog tid.' });
    await finish(chief);
    await chief.press('Skicka in');
    const report = await inStore(world, (store) => reports(store).get(demoTenant, '2026-D:pu2'));
    expect(report.revisions[0]!.answers.milestones).toEqual({
      detaljplan: { state: 'moved', to: '2027-09-30', words: 'Samrådet tog tid.' },
      byggstart: { state: 'not_yet' },
    });
  });
});

describe('in English', () => {
  test('numbers are read and shown as the English write them', async () => {
    await changePlan(world, [['persons', world.people.socialchef.member.aadObjectId, 'language'], 'en']);
    const reader = new AtCard(world, world.people.socialchef);
    reader.card = (await world.people.socialchef.says('my answers')).card!;
    expect(reader.text).toContain('Thank you! Your answer is sent in');
    await reader.press('Change: Elderly care');
    await reader.press('Next');
    await reader.press('Next');
    expect(reader.values['reading-i12']).toBe('88.5');
    await reader.press('Next', { 'reading-i12': '88.25%', 'reading-i14': '1 000.5', 'skip-i14': '' });
    expect(reader.text).toContain('far from last time (81\u00a0days → 1,000.5\u00a0days)');
    await reader.press('Next');
    await reader.press('Next');
    expect(reader.text).toContain('This is what the leadership group sees');
    expect(reader.text).toContain('88.25%');
    expect(reader.text).toContain('1,000.5\u00a0days');
  });
});

/** Whatever the card asks for, in the simplest way. */
function easyAnswers({ values }: AtCard): Record<string, string> {
  return Object.fromEntries(
    Object.keys(values).flatMap((id) => {
      if (id === 'status') return [[id, 'on_track']];
      if (id === 'ownWords') return [[id, 'Det går bra.']];
      if (id.startsWith('skip-')) return [[id, 'not-ready']];
      return [];
    }),
  );
}

async function finish(at: AtCard): Promise<void> {
  for (let steps = 0; steps < 60 && !at.text.includes('Så här ser det ut'); steps++) {
    await at.press('Nästa', easyAnswers(at));
  }
}
