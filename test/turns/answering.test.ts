import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { prefillId, prefills } from '../../src/kolada/key-figure.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reports } from '../../src/reports/report.ts';
import { AtCard, changePlan, inStore, openInterim, values } from '../support/answering.ts';
import type { DemoWorld } from '../support/demo-world.ts';

let world: DemoWorld;

const inReport = (assignmentId = 'gu2') =>
  inStore(world, (store) => reports(store).get(demoTenant, `2026-D:${assignmentId}`));
const unfoldAspects = 'Något nytt om ekonomi, miljö eller människor?';

describe('what a manager is asked', () => {
  let socialchef: AtCard;
  beforeAll(async () => {
    world = await openInterim();
    await inStore(world, (store) =>
      prefills(store).upsert({
        tenantId: demoTenant,
        id: prefillId('i12', 2025),
        indicatorId: 'i12',
        year: 2025,
        value: 88.5,
        source: 'kolada',
        preliminary: true,
        fetchedAt: '2026-08-01T04:00:00.000Z',
      }),
    );
    socialchef = new AtCard(world, world.people.socialchef);
    await socialchef.press('Svara');
  });

  test('is on one card; a core assignment is never completed and has no forecast', () => {
    expect(Object.keys(socialchef.values)).toEqual([
      'status',
      'ownWords',
      'reading-i12',
      'reading-i13',
      'reading-i14',
    ]);
    expect(socialchef.text).toContain('Beslut: Socialtjänstlagen');
    for (const never of ['Genomförd', 'Ej påbörjad', 'Avslutad', 'Prognos']) {
      expect(socialchef.text).not.toContain(never);
    }
  });

  test('last time’s state is chosen and said to be so; its words are in sight and not in the field', () => {
    expect(socialchef.values).toMatchObject({ status: 'on_track', ownWords: '' });
    expect(socialchef.text).toContain('Förra gången, Tertial 1 2026: ✓ Pågår enligt plan');
    expect(socialchef.text).toContain('Skrevs i Tertial 1 2026:\n”Hemtjänsten håller.');
  });

  test('each value stands with its unit, the last values, the target and what is known already', () => {
    expect(socialchef.text).toContain('Väntetid till särskilt boende, medelvärde (dagar)');
    expect(socialchef.text).toContain('2025: 74 · Tertial 1 2026: 81 · Mål: högst 60 dagar');
    expect(socialchef.values['reading-i12']).toBe('88,5');
    expect(socialchef.text).toMatch(/Ifyllt åt dig: 2025, Kolada .*, preliminärt/u);
    expect(socialchef.values['reading-i13']).toBe('');
  });

  test('what is folded holds no input; unfolding keeps what has been typed, and goes one way', async () => {
    await socialchef.press(unfoldAspects, { ownWords: 'Halvskrivet.' });
    expect(socialchef.values).toMatchObject({
      ownWords: 'Halvskrivet.',
      'aspect-social': '',
      unchanged: 'false',
    });
    expect(socialchef.titles).not.toContain(unfoldAspects);
    await socialchef.press('Lägg till en kommentar');
    expect(socialchef.text).toContain('Andel som är mycket eller ganska nöjda');
    expect(socialchef.values).toMatchObject({ 'comment-i13': '', 'skip-i14': '', 'aspect-social': '' });
  });

  test('a text that is too long is kept, and its field stands first', async () => {
    await socialchef.press('Nästa', { ownWords: 'å'.repeat(1001) });
    expect(socialchef.text).toContain('Ett fält behöver ändras. Resten är kvar.');
    expect(socialchef.text).toContain('Högst 1\u00a0000 tecken, nu 1\u00a0001.');
    expect(socialchef.values.ownWords).toHaveLength(1001);
  });

  test('text too long for any card is answered with a sentence, and the card stays as it is', async () => {
    const { card } = socialchef;
    const turn = await socialchef.press('Nästa', { ownWords: 'å'.repeat(9000) });
    expect(turn.card).toBeUndefined();
    expect(turn.notice).toContain('Texten är för lång');
    expect(socialchef.card).toBe(card);
  });

  test('a number that cannot be read is said to be so, with its field first and the rest kept', async () => {
    await socialchef.press('Nästa', {
      ownWords: 'Väntetiden växer.',
      'reading-i13': '1.234,5,6',
      'reading-i14': '1e400',
    });
    expect(socialchef.text).toContain('2 fält behöver ändras');
    expect(socialchef.text).toContain('Jag kan inte läsa ”1.234,5,6” som ett tal');
    expect(socialchef.text).toContain('Jag kan inte läsa ”1e400” som ett tal');
    expect(Object.keys(socialchef.values).slice(0, 3)).toEqual(['reading-i13', 'comment-i13', 'reading-i14']);
    expect(socialchef.values).toMatchObject({ 'reading-i13': '1.234,5,6', ownWords: 'Väntetiden växer.' });
  });

  test('a unit after a number is understood; what is far from last time, or no share, is asked about once', async () => {
    await socialchef.press('Nästa', { 'reading-i14': '-81' });
    expect(socialchef.text).toContain('−81\u00a0dagar? Förra gången var det 81\u00a0dagar.');
    await socialchef.press('Nästa', { 'reading-i13': '815 procent', 'reading-i14': '920 dagar' });
    expect(socialchef.text).toContain('815\u00a0%? En andel brukar ligga mellan 0 och 100 %.');
    expect(socialchef.text).toContain('920\u00a0dagar? Förra gången var det 81\u00a0dagar.');
    expect(socialchef.text).not.toContain('behöver ändras');
    await socialchef.press('Nästa', { 'reading-i13': '81,5 %' });
    expect(socialchef.text).toContain('uppdrag 2 av 2');
  });

  test('back is without loss, and a value may be left out with a reason, or commented', async () => {
    await socialchef.press('Tillbaka');
    expect(socialchef.values).toMatchObject({ 'reading-i13': '81,5 %', 'reading-i14': '920 dagar' });
    // Why a value is missing is asked only where there is none.
    expect(socialchef.values).not.toHaveProperty('skip-i14');
    await socialchef.press('Nästa', { 'reading-i14': '' });
    await socialchef.press('Tillbaka');
    await socialchef.press('Nästa', {
      'skip-i14': 'cannot-assess',
      'comment-i14': 'Systemet byts ut.',
      'comment-i13': 'Enkäten i våras.',
    });
    expect(socialchef.text).toContain('uppdrag 2 av 2');
  });

  test('words show as typed, whatever they look like', async () => {
    const typed = '**Fet** [länk](javascript:alert(1)) <at>Alla</at> ${ids.ask} @answer.next =1+1';
    await socialchef.press('Tillbaka');
    await socialchef.press('Nästa', { 'aspect-social': typed });
    await socialchef.press('Nästa', { status: 'on_track', forecast: 'uncertain', ownWords: typed });
    expect(socialchef.text).toContain('Så här ser det ut för ledningsgruppen');
    expect(socialchef.text.split(typed)).toHaveLength(3);
    expect(JSON.stringify(socialchef.card)).not.toContain('"entities"');
  });

  test('the preview shows what is confirmed, not assessed, and not said', async () => {
    expect(socialchef.text).toContain('88,5\u00a0%');
    expect(socialchef.text).toContain('Inget värde: Kan inte bedömas');
    expect(socialchef.text).toContain('Ekonomisk och ekologisk: inget angivet');
    expect(socialchef.text).toContain('När du skickar in blir svaret en allmän handling');
    await socialchef.press('Skicka in');
  });

  test('the receipt says thank you, who reads it, what comes next and how to change it', () => {
    expect(socialchef.text).toContain('Tack! Ditt svar är inskickat');
    expect(socialchef.text).toContain(
      'Kommundirektör och Biträdande kommundirektör läser det i Ledningsgruppen.',
    );
    expect(socialchef.text).toContain('Du kan ändra till och med fredag 2 oktober 2026.');
    expect(socialchef.text).toContain('Nästa gång jag frågar är 7 januari 2027, om Helår 2026.');
    expect(socialchef.text).toContain('Svaret är en allmän handling');
    expect(socialchef.text).toContain('2 av 3 mätvärden');
    expect(socialchef.titles).toContain('Ändra: Äldreomsorg');
  });

  test('what was confirmed is kept with its source, and what was left alone is absent', async () => {
    const { answers } = (await inReport()).revisions[0]!;
    expect(answers.readings).toEqual({
      i12: { value: 88.5, known: { source: 'kolada', period: '2025', preliminary: true } },
      i13: { value: 81.5, comment: 'Enkäten i våras.' },
      i14: { skipped: 'cannot-assess', comment: 'Systemet byts ut.' },
    });
    expect(answers.aspects).toMatchObject({ economic: { kind: 'absent' }, social: { kind: 'words' } });
    expect((await inReport('pu4')).revisions[0]!.answers).not.toHaveProperty('aspects');
  });
});

describe('the presses that it takes', () => {
  let at: AtCard;
  beforeEach(async () => {
    world = await openInterim();
    at = new AtCard(world, world.people.socialchef);
  });

  async function presses(...all: readonly (readonly [title: string, values?: Record<string, string>])[]) {
    for (const [title, typed] of all) await at.press(title, typed);
    expect(at.text).toContain('Tack! Ditt svar är inskickat');
    return all.length;
  }

  test('two assignments: four, and no text that must be written', async () => {
    expect(await presses(['Svara'], ['Nästa'], ['Nästa'], ['Skicka in'])).toBe(4);
    const { judgement, aspects, readings } = (await inReport()).revisions[0]!.answers;
    expect(judgement).toEqual({ status: 'on_track', ownWords: '' });
    expect([aspects, readings]).toEqual([undefined, undefined]);
  });

  test('a value that is left empty is "no value yet", and the preview says how many there are', async () => {
    for (const title of ['Svara', 'Nästa', 'Nästa']) await at.press(title);
    expect(at.text).toContain('3 mätvärden står som ”Inget värde än”.');
    expect(at.text).toContain('Inget värde än\nTertial 1 2026: 81\u00a0dagar');
  });

  test('nothing new since last time: two, to a preview that copies neither words nor values', async () => {
    await at.press('Inget nytt sedan sist');
    expect(at.text).toContain('Så här ser det ut för ledningsgruppen');
    expect(at.text).toContain('Skrevs i Tertial 1 2026:\n”Hemtjänsten håller.');
    expect(at.text).toContain('3 mätvärden står som ”Inget värde än”.');
    await at.press('Skicka in');
    expect(at.text).toContain('Tack! Ditt svar är inskickat');
    const { judgement, readings } = (await inReport()).revisions[0]!.answers;
    expect(judgement).toEqual({ status: 'on_track', ownWords: '' });
    expect(readings).toBeUndefined();
    expect((await inReport('pu4')).revisions[0]!.answers.judgement).toMatchObject({ forecast: 'expected' });
  });

  test('a deviation is asked once, on the way out, whether help is wanted', async () => {
    await at.press('Svara');
    await at.press('Nästa', { status: 'deviation' });
    expect(at.text).toContain('Vad behöver du, och av vem?');
    expect(Object.keys(at.values).slice(0, 3)).toEqual(['helpWhat', 'helpFrom', 'helpWho']);
    await at.press('Nästa');
    expect(at.text).toContain('uppdrag 2 av 2');
    await at.press('Tillbaka');
    await at.press('Nästa');
    expect(at.text).toContain('uppdrag 2 av 2');
  });

  test('help may be wanted whatever the state, behind a button', async () => {
    const help = { helpWhat: 'Ett beslut om etapp 2.', helpFrom: 'samhallsbyggnadschef' };
    await presses(['Svara'], ['Jag vill ha hjälp'], ['Nästa', help], ['Nästa'], ['Skicka in']);
    expect((await inReport()).revisions[0]!.answers.judgement).toMatchObject({
      status: 'on_track',
      help: { what: 'Ett beslut om etapp 2.', from: 'samhallsbyggnadschef' },
    });
  });

  test('that nothing has changed of an aspect is a person’s to say', async () => {
    const said = { 'aspect-social': 'Oron ökar.', unchanged: 'true' };
    await presses(['Svara'], [unfoldAspects], ['Nästa', said], ['Nästa'], ['Skicka in']);
    expect((await inReport()).revisions[0]!.answers.aspects).toEqual({
      economic: { kind: 'unchanged' },
      ecological: { kind: 'unchanged' },
      social: { kind: 'words', words: 'Oron ökar.' },
    });
  });

  test('one assignment can be sent in by itself, and the other is still asked', async () => {
    await presses(['Svara'], ['Nästa', values], ['Granska mina svar'], ['Skicka in']);
    expect(at.text).toContain('Kvar att svara på: Utred fria arbetsskor');
    await at.press('Fortsätt svara');
    expect(at.text).toContain('uppdrag 2 av 2');
    await at.press('Nästa', { ownWords: 'Klart.' });
    await at.press('Skicka in');
    expect((await inReport()).revisions).toHaveLength(1);
    expect((await inReport('pu4')).revisions).toHaveLength(1);
  });

  test('what is only begun is still there when something else is sent in', async () => {
    await at.press('Svara');
    await at.press('Nästa');
    await at.press('Granska mina svar', { ownWords: 'Halva meningen' });
    expect(at.text).toContain('Ett uppdrag är kvar att svara på: Utred fria arbetsskor');
    await at.press('Skicka in');
    await at.press('Fortsätt svara');
    expect(at.values.ownWords).toBe('Halva meningen');
    const [draft] = await inStore(world, (store) => Array.fromAsync(drafts(store).all(demoTenant)));
    expect(Object.keys(draft!.parts)).toEqual(['pu4']);
  });

  test('"mina svar" says what waits while nothing is sent', async () => {
    const { card } = await at.person.says('mina svar');
    at.card = card!;
    expect(at.text).toContain(
      'Du har inte skickat in något än. 2 uppdrag väntar: Äldreomsorg och Utred fria',
    );
    await at.press('Svara');
    expect(at.text).toContain('uppdrag 1 av 2');
  });
});

describe('an input that the card held and the client left out', () => {
  test.each([
    ['own words', { ownWords: 'Ord.' }, ['ownWords']],
    ['a value', { 'reading-i13': '81' }, ['reading-i13']],
  ])('is empty: %s', async (_what, typed, left) => {
    world = await openInterim();
    const at = new AtCard(world, world.people.socialchef);
    await at.press('Svara');
    await at.press('Nästa', typed);
    await at.press('Tillbaka');
    const data = at.sends('Nästa');
    for (const id of left) delete data[id];
    const turn = await at.person.presses('answer/next', data, at.card);
    at.card = turn.card!;
    await at.press('Tillbaka');
    for (const id of left) expect(at.values[id]).toBe('');
  });

  test('also the value that was filled in, which is then none', async () => {
    world = await openInterim();
    await inStore(world, (store) =>
      prefills(store).upsert({
        tenantId: demoTenant,
        id: prefillId('i12', 2025),
        indicatorId: 'i12',
        year: 2025,
        value: 88.5,
        source: 'kolada',
        preliminary: false,
        fetchedAt: '2026-08-01T04:00:00.000Z',
      }),
    );
    const at = new AtCard(world, world.people.socialchef);
    await at.press('Svara');
    const { 'reading-i12': _emptied, ...data } = at.sends('Nästa');
    at.card = (await at.person.presses('answer/next', data, at.card)).card!;
    await at.press('Nästa');
    await at.press('Skicka in');
    expect((await inReport()).revisions[0]!.answers.readings).toBeUndefined();
  });

  test('a value that was sent in and is emptied is no value again', async () => {
    world = await openInterim();
    const at = new AtCard(world, world.people.socialchef);
    await at.answerEverything();
    await at.press('Skicka in');
    await at.press('Ändra: Äldreomsorg');
    await at.press('Nästa', { 'reading-i14': '' });
    await at.press('Skicka in');
    expect((await inReport()).revisions[1]!.answers).toEqual({ readings: { i14: { skipped: 'not-ready' } } });
  });
});

describe('what others are asked', () => {
  beforeAll(async () => {
    world = await openInterim();
  });

  test('a contributor gives values alone, and reads what the owner has written', async () => {
    const owner = new AtCard(world, world.people.kommundirektor);
    await owner.press('Svara');
    await owner.press('Nästa', { status: 'on_track', ownWords: 'Ekonomin är i balans.' });
    await finish(owner);
    await owner.press('Skicka in');
    const contributor = new AtCard(world, world.people.hrChef);
    contributor.card = (await world.people.hrChef.says('svara')).card!;
    const seen = await finish(contributor);
    const asked = seen.find(({ text }) => text.includes('Ledning, ekonomi och arbetsgivaransvar'))!;
    expect(asked.text).toContain('Andra har redan svarat');
    expect(asked.text).toContain('Ekonomin är i balans.');
    expect(Object.keys(asked.values).filter((id) => !id.startsWith('reading-'))).toEqual([]);
  });

  test('milestones of political assignments: reached, not yet, or moved to a date that is then asked for', async () => {
    const chief = new AtCard(world, world.people.samhallsbyggnadschef);
    await chief.press('Svara');
    for (let cards = 0; cards < 9 && !chief.text.includes('Detaljplan antagen'); cards++)
      await chief.press('Nästa');
    expect(chief.text).not.toContain('Medborgardialog');
    expect(chief.text).toContain('Detaljplan antagen, 31 maj 2027');
    expect(chief.values['milestone-byggstart']).toBe('not_yet');
    await chief.press('Nästa', { 'milestone-detaljplan': 'moved' });
    expect(chief.text).toContain('Välj det nya datumet.');
    await chief.press('Nästa', { 'moved-detaljplan': '2027-09-30' });
    await finish(chief);
    expect(chief.text).toContain('Detaljplan antagen\n');
    expect(chief.text).toContain('30 september 2027');
    await chief.press('Skicka in');
    expect((await inReport('pu2')).revisions[0]!.answers.milestones).toEqual({
      detaljplan: { state: 'moved', to: '2027-09-30' },
      byggstart: { state: 'not_yet' },
    });
  });
});

describe('in English', () => {
  test('numbers are read and shown as the English write them', async () => {
    world = await openInterim();
    const { socialchef } = world.people;
    const before = new AtCard(world, socialchef);
    await before.answerEverything();
    await before.press('Skicka in');
    await changePlan(world, [['persons', socialchef.member.aadObjectId, 'language'], 'en']);
    const reader = new AtCard(world, socialchef);
    reader.card = (await socialchef.says('my answers')).card!;
    expect(reader.text).toContain('Thanks! Your answer has been submitted');
    await reader.press('Change: Elderly care');
    await reader.press('Next', { 'reading-i12': '88.25 percent', 'reading-i14': '1 000.5 days' });
    expect(reader.text).toContain('1,000.5\u00a0days? Last time it was 81\u00a0days.');
    await reader.press('Next');
    expect(reader.text).toContain('This is what the leadership group will see');
    expect(reader.text).toContain('88.25%');
    expect(reader.text).toContain('1,000.5\u00a0days');
  });
});

test('“1.000” is asked about where no earlier value tells whether it is one or a thousand', async () => {
  world = await openInterim();
  const { socialchef } = world.people;
  await changePlan(
    world,
    [['indicators', 'i12', 'history'], []],
    [['indicators', 'i12', 'unit'], { sv: 'dagar', en: 'days' }],
  );
  const at = new AtCard(world, socialchef);
  await at.press('Svara');
  await at.press('Nästa', { 'reading-i12': '1.000' });
  expect(at.text).toContain(
    '”1.000” läser jag som 1\u00a0dagar. Menar du tusental, skriv utan punkt eller komma',
  );
  await at.press('Nästa', { 'reading-i12': '1 000' });
  expect(at.text).not.toContain('läser jag som');
  expect(at.text).toContain('uppdrag 2 av 2');
});

/** Through whatever is asked, as it stands; every card on the way. */
async function finish(at: AtCard): Promise<{ text: string; values: Record<string, string> }[]> {
  const seen: { text: string; values: Record<string, string> }[] = [];
  for (let cards = 0; cards < 20 && !at.text.includes('Så här ser det ut'); cards++) {
    seen.push({ text: at.text, values: at.values });
    await at.press('Nästa', at.values.status === '' ? { status: 'on_track' } : undefined);
  }
  return seen;
}
