import { describe, expect, test } from '@jest/globals';
import { spokenAfter, understandWritten } from '../../src/conversation/ask.ts';
import type { Spoken } from '../../src/conversation/meaning.ts';
import { dayOf, plans } from './measure.ts';

const reading = { plan: plans.norrnas!, today: dayOf('november') };

/** What is wanted, of what, and of which time: what an intent does with the things and times that are named beside it. */
test.each([
  // A round may be named by its time alone.
  ['ställ in decemberomgången', 'change-round', [], ['2026-12-01', '2026-12-31']],
  ['skjut upp oktoberrundan till fredag', 'change-round', [], ['2026-12-04', '2026-12-04']],
  ['ta det på torsdag', 'remind-later', [], ['2026-12-03', '2026-12-03']],
  // An assignment and its measures are no rivals.
  ['sluta tipsa mig om simhallen', 'unfollow', ['u15'], undefined],
  ['säg till så fort det rör sig med badhuset', 'follow', ['u15'], undefined],
  ['jag behöver papper om grundskolan till mötet, gärna pdf', 'export', ['u02'], undefined],
  // Whose help is wanted is not what it is wanted with.
  ['vi behöver hjälp av socialchefen med bemanningen på LSS', 'answer', ['u05'], undefined],
  ['we need support from the finance director with road maintenance', 'answer', ['u09'], undefined],
  // What somebody does, and who should answer instead, is of the role.
  ['vad har kostchefen på sitt bord', 'responsible', ['kostchef'], undefined],
  ['det är inte mitt bord, fråga kostchefen', 'not-mine', ['kostchef'], undefined],
  ['är det Eva som sköter snöröjningen?', 'responsible', ['u09'], undefined],
  ['vilka jobbar med badhuset', 'responsible', ['u15'], undefined],
  // Whoever somebody is, they may be left a question; whoever asks may not.
  ['kan leyla få den frågan istället', 'not-mine', [], undefined],
  ['kan jag få den frågan igen', 'remind-later', [], undefined],
  // Thanks at the end are not all that is said.
  ['sluta påminna mig, tack för hjälpen', 'fewer-messages', [], undefined],
  // Whoever means to answer on a day wants the question then, and tells nothing yet.
  [
    'jag hade tänkt svara om badhuset på torsdag, går det bra?',
    'remind-later',
    [],
    ['2026-12-03', '2026-12-03'],
  ],
  ['jag tänkte svara att badhuset går enligt plan', 'answer', ['u15'], undefined],
  ['på övning tisdag och onsdag, svarar inte då', 'away', [], ['2026-12-01', '2026-12-02']],
  ['vilka har inte svarat då', 'round', [], undefined],
  ['ta det efter lucia är ni snälla', 'remind-later', [], ['2026-12-14', '2026-12-14']],
  // What must be known of a thing is how it goes.
  ['Nämnd på tisdag, vad behöver jag kunna om badhuset?', 'status', ['u15'], undefined],
  ['gör en powerpoint av alla uppdrag', 'export', [], undefined],
  ['följer jag något?', 'follow', [], undefined],
  ['badhuset sköter inte jag längre, det gör Ann-Sofie', 'not-mine', ['u15'], undefined],
  ['hur ändrar man ett svar som redan är inskickat?', 'answer', [], undefined],
  ['Kiitos, thank you for help!', 'small-talk', [], undefined],
  ['byt språk till engelska tack', 'settings', [], undefined],
  // A day alone is when to be reminded.
  ['efter lucia', 'remind-later', [], ['2026-12-14', '2026-12-14']],
  ['kan jag få ändra det jag skrev om vägarna nu?', 'answer', ['u09'], undefined],
  // What is new is nothing that the plan has.
  ['lägg till en indikator om trygghet på gatorna', 'change-plan', ['u09'], undefined],
  ['lägg upp ett nytt uppdrag om biblioteken', 'change-plan', [], undefined],
  ['lägg in Lisa Berg som rektor för förskolan', 'change-plan', ['rektor-forskola'], undefined],
  // What is plainly told is not asked, and is told of what stands before it.
  ['gator och vägar går enligt plan', 'answer', ['u09'], undefined],
  ['simhallen går enligt plan, men betongen är dyr', 'answer', ['u15'], undefined],
  ['snittet är 4,9 barn per årsarbetare', 'answer', ['m01'], undefined],
  ['rätta det jag skrev om simhallen', 'answer', ['u15'], undefined],
  ['hur gröna är vi', 'aspect', [], undefined],
  // Whoever wants to know when something happens follows it; nobody is away at a time that is over.
  ['jag vill gärna veta så fort det händer något med badhuset', 'follow', ['u15'], undefined],
  ['vilka avvek i delårsrapporten?', 'deviations', [], ['2026-01-01', '2026-08-31']],
  ['öppna oktoberrapporteringen igen till fredag', 'change-round', [], ['2026-12-04', '2026-12-04']],
  // What compares, or ends, says no time that is asked about.
  ['är svinnet lika stort som förr?', 'indicator', ['m39'], undefined],
  ['badhuset går ut vid årsskiftet, hur ligger det till', 'status', ['u15'], undefined],
  ['hur har det gått för IFO hittills i år', 'status', ['u04'], ['2026-01-01', '2026-11-28']],
  ['sammanfatta året så här långt', 'whole', [], ['2026-01-01', '2026-11-28']],
  ['vad har ändrats i planen sedan sommaren?', 'plan-changes', [], ['2026-08-01', '2026-11-28']],
] as const)('%s', (text, intent, subjects, period) => {
  const understood = understandWritten(text, reading);
  expect(understood).toMatchObject({ intent, outcome: 'answered', subjects: subjects.map((id) => ({ id })) });
  expect(understood.period && [understood.period.from, understood.period.to]).toEqual(period);
});

/** What is done at once must be wanted, and by whoever writes. */
test.each([
  ["I don't want to know when something happens with the pool"],
  ['I no longer want to know when it changes at the pool'],
  ['I no longer want to know when the pool changes'],
  ["don't let me know when the pool changes"],
  ['do you want to know when it is late, the pool?'],
  ['vem vill veta när det händer något med badhuset?'],
  ['invånarna vill veta när det är klart med simhallen'],
  ['people want to know when the pool opens'],
  ['jag vill inte veta när det händer något med badhuset'],
  ['vad händer om jag slutar följa simhallen?'],
  ['jag vill inte längre få veta när det händer nya saker med badhuset'],
  ['jag bryr mig inte om simhallen'],
  ['jag vill inte sluta följa simhallen'],
  ['sluta inte följa simhallen'],
  ['jag ångrar att jag slutade följa simhallen'],
  ['no need to tell me when something happens with the pool'],
  ['hur följer jag simhallen?'],
  ['följ upp simhallen'],
  ['follow up on the pool'],
])('nothing is followed, or no longer followed, by “%s”', (text) => {
  const { intent, outcome } = understandWritten(text, reading);
  expect(outcome === 'answered' && /follow/u.test(intent)).toBe(false);
});

test.each([
  ['following', 'vi vill veta när det händer något med badhuset', 'follow', 'u15'],
  ['following', 'I want to know when something happens with the pool', 'follow', 'u15'],
  ['following', 'följ simhallen', 'follow', 'u15'],
  ['following', 'följ skolan', 'follow', 'u02'],
  ['following', 'kan jag följa simhallen?', 'follow', 'u15'],
  ['following', 'kan du säga till när det händer något med simhallen?', 'follow', 'u15'],
  ['an end of it', 'kan du sluta följa simhallen?', 'unfollow', 'u15'],
])('%s is wanted by “%s”', (_, text, intent, id) => {
  expect(understandWritten(text, reading)).toMatchObject({ intent, outcome: 'answered', subjects: [{ id }] });
});

test.each([
  ['avsluta simhallen', 'a deed'],
  ['sänk simhallen', 'a deed'],
  ['hur följs simhallen upp?', 'a manner'],
])('what is to be done, or how, is no question how it goes: “%s” is %s', (text) => {
  expect(understandWritten(text, reading).outcome).not.toBe('answered');
});

test.each(['vem jobbar med dig?', 'who works with you?'])(
  'who works with Roder is nobody in the plan: “%s”',
  (text) => {
    const { intent, outcome } = understandWritten(text, reading);
    expect([intent, outcome]).not.toEqual(['responsible', 'answered']);
  },
);

/** What is over is said to be over by the form of what was wanted. */
test.each([
  ['påminn mig om det jag lovade i fredags', 'remind-later'],
  ['jag skulle bli påmind i måndags', 'remind-later'],
  ['påminn mig i går', 'remind-later'],
  ['jag var borta förra veckan', 'away'],
  ['förhandsvisa förra omgången', 'preview-round'],
])('“%s” is %s, though the time is over', (text, intent) => {
  expect(understandWritten(text, reading)).toMatchObject({ intent, outcome: 'answered' });
});

test.each([
  ['är det kallt som tar på vägarna?'],
  ['är det snöigt som leder till olyckor på gator och vägar?'],
  ['är det sant att som har simhallen?'],
])('not every word is a person: “%s”', (text) => {
  expect(understandWritten(text, reading).intent).not.toBe('responsible');
});

test('a name in small letters is asked back', () => {
  expect(understandWritten('är det kim som har simhallen?', reading)).toMatchObject({
    intent: 'responsible',
    outcome: 'asked-back',
  });
});

test('a role may be asked about too: whether it has something', () => {
  expect(understandWritten('är det kostchefen som har simhallen?', reading)).toMatchObject({
    intent: 'responsible',
    subjects: [{ id: 'u15' }],
  });
});

test.each([
  ['hur går det med skolan i morgon', 'u02'],
  ['how is the pool doing, I have the auditors tomorrow', 'u15'],
  ['hur går det med simhallen? behöver veta det i morgon', 'u15'],
  ['hur ligger sjukfrånvaron till, ska redovisa i kväll', 'm42'],
])('what somebody is to tell tomorrow is answered today: “%s”', (text, id) => {
  expect(understandWritten(text, reading)).toMatchObject({ outcome: 'answered', subjects: [{ id }] });
});

test.each(['är det så?', 'hur fungerar det?', 'vill ni veta när det blir klart?', 'vad är det för en dag'])(
  'a small sentence about “det” offers neither the whole nor the plan: “%s”',
  (text) => {
    const { outcome, intent, choices } = understandWritten(text, reading);
    const offered = [...(outcome === 'declined' ? [] : [intent]), ...choices.map((one) => one.intent)];
    for (const one of ['whole', 'show-plan']) expect(offered).not.toContain(one);
  },
);

/** A thing that is left out is never what is asked, nor what a deed is done to. */
test.each([
  ['sluta följa simhallen', 'utan äldreomsorgen', 'asked-back', 'unfollow', ['u15']],
  ['följ simhallen', 'utan äldreomsorgen', 'asked-back', 'follow', ['u15']],
  ['följ simhallen', 'men inte äldreomsorgen', 'asked-back', 'follow', ['u15']],
  ['exportera simhallen', 'utan äldreomsorgen', 'asked-back', 'export', ['u15']],
  ['exportera simhallen och äldreomsorgen', 'utan äldreomsorgen', 'answered', 'export', ['u15']],
  ['vad är nytt om simhallen och grundskolan?', 'utom simhallen', 'answered', 'status', ['u02']],
  ['exportera allt', 'utan socialtjänsten', 'asked-back', 'export', []],
  ['vilka avviker?', 'utom skolan', 'asked-back', 'deviations', []],
  ['påminn mig på fredag', 'utan simhallen', 'asked-back', 'remind-later', []],
  ['hur går det med simhallen?', 'utan simhallen', 'declined', 'unknown', []],
] as const)('after “%s”: “%s” is %s', (first, then, outcome, intent, ids) => {
  const before = understandWritten(first, reading);
  const { subjects, choices, ...understood } = understandWritten(then, { ...reading, before });
  expect(understood).toMatchObject({ outcome, intent });
  const named = outcome === 'answered' ? subjects : choices.flatMap(({ subject }) => subject ?? []);
  expect(named.map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['vem har hand om simhallen?', 'har hon svarat?', 'responsible'],
  ['vem har hand om simhallen?', 'har han sagt något?', 'responsible'],
  ['vem har hand om simhallen?', 'vad gör han idag?', 'responsible'],
  ['vem har hand om simhallen?', 'vad tycker hon?', 'indicator'],
  ['sök i kolada efter hemtjänst', 'och vem svarar?', 'kolada-search'],
  ['sök i kolada efter hemtjänst', 'och simhallen?', 'kolada-search'],
  ['sök i kolada efter hemtjänst', 'tack, nu då', 'kolada-search'],
])('after “%s”: “%s” is not %s', (first, then, intent) => {
  const before = understandWritten(first, reading);
  expect(understandWritten(then, { ...reading, before }).intent).not.toBe(intent);
});

test('what points at nothing is asked about', () => {
  expect(understandWritten('byt den till fredag', reading)).toMatchObject({ outcome: 'asked-back' });
});

test.each(['hur gick det med plogningen i natt?', 'är ishallen öppen i kväll'])(
  'what happens at an hour of the day is nothing that is followed: %s',
  (text) => {
    expect(understandWritten(text, reading)).toMatchObject({ outcome: 'declined' });
  },
);

test.each([
  ['vem har hand om sjukfrånvaron?', 'är den lägre än 2024?', 'indicator', 'm42'],
  ['vem har hand om simhallen?', 'vem är hans ersättare', 'responsible', 'teknisk-chef'],
  ['sjukfrånvaron?', 'var den bättre i mars?', 'indicator', 'm42'],
  ['simhallen går enligt plan', 'nej förlåt, den är gul', 'answer', 'u15'],
  ['ta ut grundskolan som pdf', 'utan bilagor', 'export', 'u02'],
  ['vem har hand om simhallen?', 'har hon mer på sitt bord?', 'responsible', 'teknisk-chef'],
  ['vem har hand om simhallen?', 'vad ansvarar hen för mer?', 'responsible', 'teknisk-chef'],
  ['sluta följa simhallen', 'och skolan?', 'unfollow', 'u02'],
])('after "%s": %s', (first, then, intent, id) => {
  const before = understandWritten(first, reading);
  const understood = understandWritten(then, { ...reading, before });
  expect(understood).toMatchObject({ intent, outcome: 'answered', subjects: [{ id }] });
});

/** What stands by itself in the same chat is read by itself. */
test.each([
  ['hur går det med simhallen?', 'vad går sämst just nu?', 'deviations', []],
  ['hur går det med simhallen?', 'har det kommit in något nytt sedan i måndags?', 'news', []],
  ['hur går det med simhallen?', 'exportera alla mått till excel', 'export', []],
  ['vem har hand om simhallen?', 'sjukfrånvaron i mars', 'indicator', ['m42']],
  ['vad beslutades om simhallen?', 'blev grundskolan klar i tid?', 'status', ['u02']],
  ['simhallen går enligt plan', 'sjukfrånvaron blev 6,2 procent', 'answer', ['m42']],
  ['vem har hand om simhallen?', 'vad har kostchefen på sitt bord?', 'responsible', ['kostchef']],
  ['vilka avviker?', 'matsvinnet i oktober', 'indicator', ['m39']],
  ['vem har hand om simhallen och grundskolan?', 'och när beslutades simhallen?', 'decision', ['u15']],
] as const)('after “%s”: “%s” is of its own', (first, then, intent, ids) => {
  const before = spokenAfter(undefined, understandWritten(first, reading));
  const understood = understandWritten(then, { ...reading, before });
  expect(understood).toMatchObject({ intent, outcome: 'answered' });
  expect(understood.subjects.map(({ id }) => id)).toEqual(ids);
});

test('the weather is none of what was spoken of', () => {
  const before = spokenAfter(undefined, understandWritten('hur går det med vinterväghållningen?', reading));
  expect(understandWritten('ska det snöa på måndag?', { ...reading, before }).outcome).toBe('declined');
});

test('what was offered is chosen from by the very next message alone, and what leads nowhere is not gone on from', () => {
  const offered = understandWritten('personalen', reading);
  const asked = {
    ...offered,
    outcome: 'asked-back',
    choices: [{ intent: 'status', subject: { type: 'assignment', id: 'u15' } }],
  } as const;
  const first = spokenAfter(undefined, asked);
  expect(first).toMatchObject({ subjects: [{ id: 'u15' }], choices: asked.choices });
  const thanks = understandWritten('tack', reading);
  expect(spokenAfter(first, thanks)).toEqual({ ...first, choices: undefined });
  expect(spokenAfter(undefined, { ...asked, outcome: 'declined' })).toBeUndefined();
});

test('a weekday after a week that was spoken of is the one in that week', () => {
  const before = understandWritten('ta det v 50 i stället', reading);
  expect(understandWritten('onsdagen', { ...reading, before })).toMatchObject({
    intent: 'remind-later',
    period: { from: '2026-12-09', to: '2026-12-09' },
  });
});

test.each([
  // A department's short name is it also where the question goes on, and its long name without what it is.
  ['Vad avviker på SBF just nu?', 'deviations', ['k1', 'k2', 'p3']],
  ['Ekonomin inom BUF, hur ser den ut?', 'aspect', ['k3', 'k4', 'p5']],
  ['Is anything off track in urban development?', 'deviations', ['k1', 'k2', 'p3']],
  ['vad är nytt inom SOF', 'status', ['k5', 'k6', 'p1']],
  ['Who on BUF can I call about sorting?', 'responsible', ['k9']],
  // What somebody says is not theirs.
  ['the cycle counters aren’t mine, Anton has those', 'not-mine', ['m04']],
  ['sorteringen sköter inte jag, det är Kristina på avfall', 'not-mine', ['k9']],
  ['det är inte jag som har den frågan, ta den med Kristina', 'not-mine', []],
  // A number that ends what is said of a thing is its value, and a year or the best five are none.
  ['Dwellings in adopted plans: 12.1 per thousand', 'answer', ['m01']],
  ['förhandsbed oktober 85', 'answer', ['m13']],
  ['påbörjade bostäder 2025', 'indicator', ['m02']],
])('in Kvarnstad: %s', (text, intent, subjects) => {
  const understood = understandWritten(text, { plan: plans.kvarnstad!, today: dayOf('november') });
  expect([understood.intent, understood.subjects.map(({ id }) => id)]).toEqual([intent, subjects]);
});

describe('one of those that were asked about', () => {
  const choices = ['m11', 'm36', 'm04', 'm12'].map(
    (id) => ({ intent: 'indicator', subject: { type: 'indicator', id } }) as const,
  );
  const said = (text: string, offered: Spoken['choices'] = choices) => {
    const before = { intent: 'indicator', subjects: [], choices: offered ?? [] };
    const { intent, subjects } = understandWritten(text, {
      plan: plans.kvarnstad!,
      today: dayOf('november'),
      before,
    });
    return [intent, ...subjects.map(({ id }) => id)];
  };

  test.each([
    ['2', 'indicator', 'm36'],
    ['nummer 2, tack', 'indicator', 'm36'],
    ['the second one', 'indicator', 'm36'],
    ['jag menar den första', 'indicator', 'm11'],
    ['the last one please', 'indicator', 'm12'],
    ['tillfälliga lokaler', 'indicator', 'm12'],
    ['andra tertialet', 'indicator', 'm11'],
    ['vem ansvarar?', 'responsible', 'm11'],
    ['hur går det med avfallet?', 'status', 'k9'],
  ])('%s', (text, ...meant) => {
    expect(said(text)).toEqual(meant);
  });

  test('is meant by a yes where it was the only one, and is not done at once by it', () => {
    expect(said('ja', choices.slice(3))).toEqual(['indicator', 'm12']);
    expect(said('yes please', choices.slice(3))).toEqual(['indicator', 'm12']);
    expect(said('ja')).toEqual(['small-talk']);
    expect(said('ja', [{ ...choices[0]!, intent: 'unfollow' }])).toEqual(['small-talk']);
  });
});
