import { expect, test } from '@jest/globals';
import { understandWritten } from '../../src/conversation/ask.ts';
import type { Spoken } from '../../src/conversation/meaning.ts';
import { dayOf, plans } from './measure.ts';

const today = dayOf('late');

/** The ids that a message is about, in a municipality. */
function aboutIn(municipality: string, text: string, before?: Spoken): string[] {
  return understandWritten(text, { plan: plans[municipality]!, today, before }).subjects.map(({ id }) => id);
}

const isAbout = (municipality: string, text: string, ids: readonly string[]) =>
  expect(aboutIn(municipality, text)).toEqual(ids);

const isAboutOne = (municipality: string, text: string, id: string) => isAbout(municipality, text, [id]);

test.each([
  ['norrnas', 'restavfallet landade på 171 kilo', 'm27'],
  ['norrnas', 'simhallen kostade 4 900 tkr i Q3', 'm44'],
  ['bokesunda', 'note 64 percent happy with the roads', 'n21'],
  ['sandaker', 'put down 61 hours a week for the library', 'v15'],
])('a number with its unit is told of the measure in that unit: %s “%s”', isAboutOne);

test.each([
  ['sandaker', 'när beslutades det om bussarna?', ['s09']],
  ['norrnas', 'vem klubba simhallen?', ['u15']],
  ['norrnas', '§ för simhallen resp. bostadssatsningen?', ['u15', 'u16']],
])('decided are assignments: %s “%s”', isAbout);

test('“when was that decided?” after an assignment and a measure is of the assignment', () => {
  const subjects = [
    { type: 'assignment', id: 'u17' },
    { type: 'indicator', id: 'm40' },
  ] as const;
  expect(aboutIn('norrnas', 'när beslutades det?', { intent: 'status', subjects })).toEqual(['u17']);
});

test('“when was that decided?” after two measures of an assignment is of the assignment once', () => {
  const subjects = [
    { type: 'indicator', id: 'm27' },
    { type: 'indicator', id: 'm28' },
  ] as const;
  expect(aboutIn('norrnas', 'när beslutades det?', { intent: 'indicator', subjects })).toEqual(['u08']);
});

test.each([
  ['hur gick det i skolan på valborg?', 'asked-back'],
  ['hur gick det i skolan på julafton?', 'asked-back'],
  ['hur går det i skolan sedan valborg?', 'answered'],
  ['hinner simhallen bli klar till julafton?', 'answered'],
  ['god första advent! hur går det med simhallen?', 'answered'],
])('how it went on a holiday may be of the latest or of no time: “%s” is %s', (text, outcome) => {
  expect(understandWritten(text, { plan: plans.norrnas!, today })).toMatchObject({ outcome });
});

test.each([
  ['norrnas', 'status IFO + LSS', ['u04', 'u05']],
  ['norrnas', 'hur går det med äldreomsorgen & simhallen?', ['u06', 'u15']],
  ['norrnas', 'hur går det med kosten och matsvinnet?', ['u13', 'm39']],
  ['norrnas', 'är närvaroarbetet klart eller fortsätter det? statsbidraget tar ju slut', ['u17']],
  ['bokesunda', 'hur går det för hemtjänsten, de klagar och det är nya ansikten varje dag', ['n11']],
])('of several things where they are a list: %s “%s”', isAbout);

test.each([
  ['vallinge', 'höj målet för e-tjänster till 70', 'i24'],
  ['vallinge', 'byt ansvarig för Mina sidor till Katarina', 'p5'],
])('a measure has a target, an assignment somebody responsible: %s “%s”', (municipality, text, id) => {
  expect(aboutIn(municipality, text)).toContain(id);
});

test.each([
  ['och vad blev siffran?', 'm46'],
  ['hur många procent var det i oktober?', 'm46'],
  ['hur går det nu då?', 'u17'],
])('a number asked for of an assignment with one measure is that measure’s: “%s”', (text, id) => {
  const before: Spoken = { intent: 'status', subjects: [{ type: 'assignment', id: 'u17' }] };
  expect(aboutIn('norrnas', text, before)).toEqual([id]);
});

test('of an assignment with several measures a number is the one that is so told', () => {
  const before: Spoken = { intent: 'status', subjects: [{ type: 'assignment', id: 's12' }] };
  expect(aboutIn('sandaker', 'hur många procent blev det i oktober?', before)).toEqual(['v23']);
});

test.each([
  ['vilken siffra blev det för män?', ['v23']],
  ['vilken siffra blev det för kvinnor och män?', ['v23']],
  ['vilken siffra fick man?', ['s12']],
  ['men vilken siffra blev det?', ['s12']],
])('“man” may be “one”, and “men” may be “but”: “%s”', (text, ids) => {
  const before: Spoken = { intent: 'status', subjects: [{ type: 'assignment', id: 's12' }] };
  expect(aboutIn('sandaker', text, before)).toEqual(ids);
});

test.each([
  ['norrnas', 'miljödelen i avfallet', 'ecological', ['u08']],
  ['sjovik', 'det ekonomiska perspektivet, alltså ekonomidelen, för alla uppdrag', 'economic', []],
  ['sandaker', 'människoperspektivet i äldreboendena', 'social', ['s01']],
])('a part of a name is an aspect: %s “%s”', (municipality, text, aspect, ids) => {
  const understood = understandWritten(text, { plan: plans[municipality]!, today });
  expect(understood).toMatchObject({ intent: 'aspect', aspect, subjects: ids.map((id) => ({ id })) });
});

test('a role is not called what it shares with others', () => {
  expect(aboutIn('norrnas', 'rangordna rektorerna')).not.toContain('rektor-forskola');
  expect(aboutIn('norrnas', 'vad ansvarar rektorn i förskolan för?')).toEqual(['rektor-forskola']);
});

test('“owner?” is asked of what was spoken of', () => {
  const before: Spoken = { intent: 'indicator', subjects: [{ type: 'indicator', id: 'v20' }] };
  expect(understandWritten('ägare?', { plan: plans.sandaker!, today, before })).toMatchObject({
    intent: 'responsible',
    subjects: [{ id: 'v20' }],
  });
});

test('who answers if somebody is ill is asked of the same thing', () => {
  const before: Spoken = { intent: 'responsible', subjects: [{ type: 'assignment', id: 's01' }] };
  expect(aboutIn('sandaker', 'om hen är sjuk då?', before)).toEqual(['s01']);
});

test.each([
  ['bokesunda', "what's new since Wednesday?"],
  ['vallinge', 'visa det som ligger på mig i planen'],
])('small words name nothing: %s “%s”', (municipality, text) => {
  expect(aboutIn(municipality, text)).toEqual([]);
});

test.each([
  ['norrnas', 'avvikelser på skolförvaltningen', ['u01', 'u02', 'u03', 'u13', 'u17']],
  ['norrnas', 'hur går det på utbildningsförvaltningen?', ['u01', 'u02', 'u03', 'u13', 'u17']],
  ['vallinge', 'what is late at the education department?', ['k1', 'k2', 'k3', 'p2']],
  ['sandaker', 'vad ligger efter hos tekniska?', ['s04', 's05']],
  ['norrnas', 'simhallen, är vi igång med bygget?', ['u15']],
  ['kvarnstad', 'is anything off track in urban development?', ['k1', 'k2', 'p3']],
  ['kvarnstad', 'nytt hos SBF?', ['k1', 'k2', 'p3']],
  ['kvarnstad', 'hur går det socialt?', []],
])('a department is what it leads, by its names and by what it does: %s “%s”', isAbout);

test.each([
  ['lyngvik', 'what does the harbour master do?', ['hamnchef']],
  ['sandaker', 'vad gör personalchefen?', ['personalchef']],
  ['norrnas', 'vad gör rektor?', []],
  // Who has which role is not read out of addresses.
  ['vallinge', 'vad har Leila på sitt bord?', []],
  ['vallinge', 'skicka en knuff till Amir', []],
  ['vallinge', 'det är inte mitt, fråga Jonas', []],
])('a role is known by its names, and not by who has it: %s “%s”', isAbout);

test.each([
  ['lyngvik', 'hur går det med tomterna på Norrskär?', 'b1'],
  ['vallinge', 'hur långt har yrkessfi kommit?', 'p2'],
])('what only one assignment tells of is that: %s “%s”', isAboutOne);

test.each([
  ['lyngvik', 'skolmaten då, funkar det?', 'a8'],
  ['vallinge', 'är barnutredningarna klara i tid?', 'i13'],
  ['norrnas', 'how long do building permits take?', 'm34'],
  ['sjovik', 'what share of the staff work full time?', 'i22'],
  ['bokesunda', 'är invånarna nöjda med vägarna?', 'n21'],
])('a thing is what is called so, and of the kind that is asked for: %s “%s”', isAboutOne);

test.each([
  ['hjortmyra', 'hur går det med larmen?', ['m13']],
  ['kvarnstad', 'är garaget klart?', ['p3']],
  // Several things end so, or it ends them by chance.
  ['kvarnstad', 'hur går det med garden?', []],
  ['sandaker', 'har kyrkan hoppat på?', []],
])('what is known already is called by the end of its name: %s “%s”', isAbout);

test.each([
  ['lyngvik', 'how is the shore power coming along?', 'b2'],
  ['lyngvik', 'who do I ask about the winter trail?', 'b3'],
  ['hjortmyra', 'how many people live here?', 'm32'],
  ['hjortmyra', 'how many snowmobile passes have we sold?', 'm31'],
])('a plan in Swedish is asked in English: %s “%s”', isAboutOne);

test.each([
  ['norrnas', 'räddningstjänstens bemanning av RiB under våren?', ['m33']],
  ['norrnas', 'vem rapporterar bräddade kubik?', ['m25']],
  // No measure is called so: what it is a part of is meant.
  ['bokesunda', 'hur går det med äldreomsorgen?', ['k4']],
  ['lyngvik', 'is the fire brigade getting there any quicker?', ['n18']],
])('what a measure is called is that, before what it is a part of: %s “%s”', isAbout);

test.each([
  ['hjortmyra', 'är det kö till Myrbacken?', ['m14']],
  ['hjortmyra', 'eldas det med olja i Pannan?', ['m22']],
  ['hjortmyra', 'hur går det med Myrbacken?', ['k5']],
  ['hjortmyra', 'hur är det med personalen på Nästet?', ['k6']],
])('what only people there call a place is where its measures are: %s “%s”', isAbout);

test.each([
  ['bokesunda', 'har de fixat belysningen på Torggatan?', ['p3']],
  ['kvarnstad', 'blev stomcykelstråket klart?', ['p3']],
])('a word that the plan has is that, and none of its parts: %s “%s”', isAbout);

test.each([
  ['hjortmyra', 'vad är nytt om fibern?', ['p3']],
  ['vallinge', 'how are things going with the upper secondary', ['k3']],
])('an assignment and its own measure are no rivals: %s “%s”', isAbout);

test.each(['den där siffran', 'och det andra ärendet?', 'what about the other one?'])(
  'what points at something that nobody has named is asked about: “%s”',
  (text) => {
    expect(understandWritten(text, { plan: plans.norrnas!, today })).toMatchObject({ outcome: 'asked-back' });
  },
);

test.each([
  ['sjovik', 'vilka uppdrag går inte som vi i fullmäktige hade tänkt oss?', []],
  ['norrnas', 'vilka är ni i grund och botten sämst på just nu, alltså det som verkligen avviker?', []],
  ['norrnas', 'vad går inte som det ska i äldreomsorgen?', ['u06']],
])('of a longer story all deviations are told: %s “%s”', isAbout);

test('a number asked for of an assignment is of its only measure', () => {
  expect(aboutIn('sandaker', 'hur mycket folk åkte bybussen i oktober')).toEqual(['v20']);
});

test('an ordinary word is no slip for one that begins otherwise', () => {
  const { words } = understandWritten('är det ordentligt?', { plan: plans.norrnas!, today });
  expect(words).toContain('ordentligt');
});

test('deviations are asked for where something of the plan has them in its name too', () => {
  const { intent, subjects } = understandWritten('avvikelser i äldreomsorgen', {
    plan: plans.norrnas!,
    today,
  });
  expect([intent, ...subjects.map(({ id }) => id)]).toEqual(['deviations', 'u06']);
});

test.each([
  ['sjovik', 'vad är väntetiden?', 'indicator', 'i14'],
  ['sjovik', 'vad är väntetiden till särskilt boende', 'indicator', 'i14'],
  ['sjovik', 'vad är väntetid till särskilt boende', 'meaning', 'i14'],
  ['sjovik', 'vad är sjukfrånvaron?', 'indicator', 'i18'],
  ['sjovik', 'vad är sjukfrånvaro?', 'meaning', 'i18'],
  ['sjovik', 'vad är andelen fossilfria bilar', 'indicator', 'i20'],
  ['sjovik', 'vad är andel fossilfria bilar', 'meaning', 'i20'],
  ['sjovik', 'vad är soliditeten', 'indicator', 'i02'],
  ['sjovik', 'vad är soliditet', 'meaning', 'i02'],
  ['sjovik', 'vad är kommunens soliditet', 'indicator', 'i02'],
  ['sjovik', 'och vad var matsvinnet?', 'indicator', 'i10'],
  ['sjovik', 'what is the sick leave?', 'indicator', 'i18'],
  ['sjovik', 'what is sick leave?', 'meaning', 'i18'],
  ['sjovik', 'what is an equity ratio', 'meaning', 'i02'],
  ['sjovik', 'what’s our equity ratio', 'indicator', 'i02'],
  ['sjovik', 'what is the meaning of equity ratio', 'meaning', 'i02'],
  ['sjovik', 'what is KPI', 'meaning', 'indicator'],
  ['sjovik', 'vad betyder sjukfrånvaron', 'meaning', 'i18'],
  ['norrnas', 'vad är meritvärdet', 'indicator', 'm06'],
  ['norrnas', 'vad är meritvärde', 'meaning', 'm06'],
  ['norrnas', 'vad är frånvaron i sjuan', 'indicator', 'm46'],
  ['norrnas', 'vad är vattenförlusterna', 'indicator', 'm24'],
  ['norrnas', 'what is the graduation rate', 'indicator', 'm09'],
  ['norrnas', 'what’s the food waste when it’s at home', 'meaning', 'm39'],
] as const)(
  '“the” measure is asked for its value, and “a” measure for its meaning: %s “%s”',
  (municipality, text, intent, id) => {
    const understood = understandWritten(text, { plan: plans[municipality]!, today });
    expect(understood).toMatchObject({ intent, outcome: 'answered', subjects: [{ id }] });
  },
);

test('in a conversation too, “vad är väntetiden?” is its value', () => {
  const before = { intent: 'status', subjects: [{ type: 'assignment', id: 'gu2' }] } as const;
  const understood = understandWritten('vad är väntetiden?', { plan: plans.sjovik!, today, before });
  expect(understood).toMatchObject({ intent: 'indicator', outcome: 'answered', subjects: [{ id: 'i14' }] });
});

test('whoever is named by a first name may still be left it to', () => {
  expect(understandWritten('det är inte mitt, fråga Jonas', { plan: plans.vallinge!, today })).toMatchObject({
    intent: 'not-mine',
    outcome: 'answered',
  });
});

test.each([
  ['bara skolförvaltningen', 'tack'],
  ['bara tekniska', 'tack på förhand'],
  ['avvikelser på skolförvaltningen', 'tack så mycket'],
  ['simhallen', 'please'],
  ['hur går det med socialförvaltningen', 'snälla'],
])('a courtesy at the end hides nothing: “%s %s”', (text, courtesy) => {
  const plain = aboutIn('norrnas', text);
  expect(plain).not.toEqual([]);
  expect(aboutIn('norrnas', `${text}, ${courtesy}`)).toEqual(plain);
});

test.each([
  ['lyngvik', 'hur ser statusen ut i hela skolförvaltningen?', ['a1', 'a8']],
  ['strandhult', 'vilka mål når inte stadsbyggarna', ['b8', 'b9', 'l1', 'l2', 'l3', 'l4', 'l6', 'l7']],
  ['bokesunda', 'samma för omsorgen', ['k4', 'k6']],
  ['vallinge', 'allt som rör de unga, alltså Barn- och utbildning', ['k1', 'k2', 'k3', 'p2']],
])('a department is named beside words that name nothing else: %s “%s”', (municipality, text, ids) => {
  expect(aboutIn(municipality, text).toSorted()).toEqual(ids);
});

test.each([
  ['norrnas', 'det är tekniska chefens bord, inte mitt'],
  ['lyngvik', 'hur går det för tekniska med robotarna?'],
  ['bokesunda', 'avvikelser i omsorgen om husdjuren?'],
])(
  'a department’s everyday name is also part of other names, and of other matters: %s “%s”',
  (municipality, text) => {
    const departments = aboutIn(municipality, text).filter((id) => plans[municipality]!.assignment(id));
    expect(departments).toEqual([]);
  },
);

test.each([
  ['sandaker', 'ändra så att utlåningsmåttet mäts varje kvartal i stället för varje månad', 'v14'],
  ['strandhult', 'restavfallsmåttet ska följas varje månad, justera det', 'n17'],
  ['hjortmyra', 'läckorna ska rapporteras kvartalsvis i stället för varje månad', 'm24'],
])('how often a thing is asked for is no part of what it is: %s “%s”', (municipality, text, id) => {
  const { subjects, choices } = understandWritten(text, { plan: plans[municipality]!, today });
  expect([...subjects, ...choices.flatMap(({ subject }) => subject ?? [])][0]).toMatchObject({ id });
});

test('a role that was spoken of goes neither well nor badly', () => {
  const before: Spoken = { intent: 'responsible', subjects: [{ type: 'role', id: 'sb-chef' }] };
  expect(aboutIn('vallinge', 'och hur går det där då?', before)).toEqual([]);
});

test.each([
  ['hjortmyra', 'Vad är det som släpar efter just nu inom Myrbacken?', 'k5'],
  ['strandhult', 'Is there anything at all that worries us in the climate adaptation assignment', 'l4'],
  ['kvarnstad', 'which measures belong to the adult education assignment', 'k7'],
  ['strandhult', 'Lysa upp kvällarna, vad är det som inte går så bra?', 'l11'],
  ['vallinge', 'lägg skolans siffror i ett kalkylark', 'k1'],
])('what something is said of is meant, also by a part of its name: %s “%s”', isAboutOne);

test.each([
  ['norrnas', 'Rikta en puff enbart till skolans folk'],
  ['vallinge', "What's off the rails in education?"],
])('what only stands beside is not: %s “%s”', (municipality, text) => isAbout(municipality, text, []));
