import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Card } from '../src/base/messenger.ts';
import { type Language, languages } from '../src/language/language.ts';
import { CardBrowser, type CardFacts, type CardReading } from './support/card-browser.ts';
import { type CardSample, cardSamples } from './support/card-samples.ts';
import { describeInBrowser } from './support/in-browser.ts';

jest.setTimeout(240_000);

/** The rules of `docs/design.md` that a test can hold, over every card; contrast is in test/accessibility. */

const maxWords = 40;
const maxButtons = 4;
/** Pixels, at the width of a chat. */
const maxHeight = 900;

/** Why some cards need not keep a rule, by the beginning of their samples' names. */
type Exceptions = Readonly<Record<string, string>>;

const toRead: Exceptions = {
  welcome: 'comes once, and says what is kept before anything is',
  why: 'is the whole answer to a question',
  'question-': 'is the answer to a question, with its source',
  'answer-preview': 'shows all that was written',
  'answer-sent': 'shows all that was written',
  'answer-nothing-new': 'shows all that was written',
  'answer-correction': 'shows all that was written',
  'answer-versions': 'shows all that was written',
  'answer-collision': 'shows two answers side by side',
  'answer-old-card': 'shows what was written on the old card',
  'not-me-decide': 'shows what somebody wrote, to decide upon',
  'round-coming': 'is a list that the process lead asked for',
  'told-unanswered': 'is a list for the process lead',
  'told-plan-changed': 'says what is asked now and what no more',
  'told-channel': 'says what is broken and what to do',
  'summary-': "is leadership's, and gets rules of its own",
  'export-ready': 'says for how long the link is open, and to whom',
  'following-': 'is the news that somebody asked for',
  'kolada-': 'is a list that the process lead asked for',
  'support-': 'shows what was wanted, and why',
  'plan-': 'shows what a change of the plan does',
  'reach-': 'is a list that the process lead asked for',
  'sent-log': 'is a list that the process lead asked for',
  'own-data': 'is all that is kept of somebody',
};

const manyButtons: Exceptions = {
  'export-choose': 'has one for each kind of file',
};

const longSmall: Exceptions = {
  'support-': 'names two roles as the plan calls them',
  'question-': 'names a source in full, as it must',
  'summary-': "is leadership's, and gets rules of its own",
  'plan-': "shows a plan's own words before and after",
};

const high: Exceptions = {
  'answer-unfolded': 'has been opened by whoever reads it',
  'answer-comments': 'has been opened by whoever reads it',
  'answer-change': 'has been opened by whoever reads it',
  'answer-question': 'asks about a number among all that was opened',
  'answer-unreadable': 'asks about a number among all that was opened',
  'answer-help-asked': 'asks about help among all that was opened',
  'answer-old-card': 'shows what was written on the old card too',
  'answer-milestone-moved': 'has milestones with dates',
  'plan-': "shows a plan's own words before and after",
};

let samples: Readonly<Record<Language, readonly CardSample[]>>;
beforeAll(async () => {
  samples = { sv: await cardSamples('sv'), en: await cardSamples('en') };
});

/** What is amiss and not excepted; an exception that nothing needs is amiss too. */
function judged(found: readonly (readonly [name: string, what: string])[], exceptions: Exceptions): string[] {
  const fits = (name: string) => Object.keys(exceptions).find((beginning) => name.startsWith(beginning));
  return found.flatMap(([name, what]) => (fits(name) ? [] : [`${name}: ${what}`]));
}

function unneeded(
  found: readonly (readonly [name: string, what: string])[],
  exceptions: Exceptions,
): string[] {
  return Object.keys(exceptions).filter((beginning) => !found.some(([name]) => name.startsWith(beginning)));
}

type Found = readonly (readonly [name: string, what: string])[];

function wordyCards(language: Language): Found {
  const counted = samples[language].map(({ name, card }) => [name, wordsBeforeButton(card)] as const);
  return counted.flatMap(([name, words]) => (words > maxWords ? [[name, `${words} words`] as const] : []));
}

function crowdedCards(language: Language): Found {
  const counted = samples[language].map(
    ({ name, card }) => [name, Math.max(0, ...rowsOfButtons(card))] as const,
  );
  return counted.flatMap(([name, most]) => (most > maxButtons ? [[name, `${most} buttons`] as const] : []));
}

describe.each(languages)('every card in %s', (language) => {
  test('says at most forty words before there is something to do', () => {
    expect(judged(wordyCards(language), toRead)).toEqual([]);
  });

  test('has a border round each box: in high contrast nothing else tells it from the card', () => {
    const bare = samples[language].flatMap(({ name, card }) =>
      inSight(card).some(({ style, showBorder }) => isBox(style) && showBorder !== true) ? [name] : [],
    );
    expect(bare).toEqual([]);
  });

  test('cuts no choice: one that is wider than a phone goes on on the next line', () => {
    const cut = samples[language].flatMap(({ name, card }) =>
      inSight(card).some(
        ({ type, style, isMultiSelect, wrap }) =>
          type === 'Input.ChoiceSet' && (style === 'expanded' || isMultiSelect === true) && wrap !== true,
      )
        ? [name]
        : [],
    );
    expect(cut).toEqual([]);
  });

  test('has one primary button at most', () => {
    const more = samples[language].flatMap(({ name, card }) =>
      inSight(card).filter(({ type, style }) => type === 'Action.Execute' && style === 'positive').length > 1
        ? [name]
        : [],
    );
    expect(more).toEqual([]);
  });

  test('asks for two answers by two names', () => {
    const same = samples[language].flatMap(({ name, card }) => {
      const answers = inSight(card).filter(({ verb }) => verb === 'answer/open');
      return new Set(answers.map(({ title }) => title)).size < answers.length ? [name] : [];
    });
    expect(same).toEqual([]);
  });

  test('has at most four buttons in sight in a row', () => {
    expect(judged(crowdedCards(language), manyButtons)).toEqual([]);
  });
});

test('no exception is left that no card needs', () => {
  const [words, buttons] = [wordyCards, crowdedCards].map((find) => languages.flatMap(find));
  expect([...unneeded(words!, toRead), ...unneeded(buttons!, manyButtons)]).toEqual([]);
});

let browser: CardBrowser;

describeInBrowser.each(languages)('every card on the screen, in %s', (language) => {
  beforeAll(async () => {
    browser ??= await CardBrowser.start(1);
  });

  /** Each card at that width, in pixels, one after the other in one page. */
  async function look(width: number): Promise<(readonly [name: string, CardReading])[]> {
    const all = samples[language];
    const open = await browser.open(all[0]!.card, { width, language });
    const read = await open.readEach(
      all.map(({ card }) => card),
      language,
    );
    await open.close();
    return read.map((one, index) => [all[index]!.name, one]);
  }

  test('has small text of one row at most, and is not too high', async () => {
    const all = await look(600);
    const rows = all.flatMap(([name, { smallRows }]) =>
      smallRows.flatMap(([text, count]) => (count > 1 ? [[name, `${count} rows: ${text}`] as const] : [])),
    );
    const heights = all.flatMap(([name, { height }]) =>
      height > maxHeight ? [[name, `${height} high`] as const] : [],
    );
    expect(judged(rows, longSmall)).toEqual([]);
    expect(judged(heights, high)).toEqual([]);
    // English is the longer of the two: what it does not need nobody does.
    if (language === 'en') expect([...unneeded(rows, longSmall), ...unneeded(heights, high)]).toEqual([]);
  });

  test('on a phone fits, has a name for all it asks for and shows, and no two buttons cut to look alike', async () => {
    const faultsOf = (reading: CardReading) => [
      ...reading.cutButtons.map((text) => `two buttons begin alike: ${text}`),
      ...factFaults(reading),
      ...reading.faults.filter((fault) => !isOfTeams(fault)),
    ];
    const all = await look(320);
    expect(all.flatMap(([name, reading]) => faultsOf(reading).map((fault) => `${name}: ${fault}`))).toEqual(
      [],
    );
  });
});

function factFaults({ overflowing, inputs, images }: CardFacts): string[] {
  return [
    ...overflowing.map((what) => `too wide: ${what}`),
    ...inputs.filter(({ label }) => label === '').map(({ id }) => `no label on ${id}`),
    ...images.filter(({ altText }) => !altText).map(() => 'a picture without words'),
  ];
}

/**
 * Teams' own charts and people picker are not in the open renderer: it shows what stands in their place, and
 * that is looked at.
 */
function isOfTeams(fault: string): boolean {
  return (
    /^Unknown element type "Chart\.[\w.]+"\. Fallback will be used/u.test(fault) ||
    fault.startsWith('Property "choices.data" is supported in version 1.6')
  );
}

type Element = Readonly<Record<string, unknown>>;

/** Of a container or a column: a button has a style too. */
function isBox(style: unknown): boolean {
  return ['emphasis', 'good', 'warning', 'attention', 'accent'].includes(String(style));
}

/** In reading order, without what is folded. */
function inSight(card: Card): Element[] {
  const found: Element[] = [];
  const visit = (node: unknown) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const element = node as Element;
    if (element.isVisible === false) return;
    if (typeof element.type === 'string') found.push(element);
    for (const key of ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'facts', 'actions'])
      visit(element[key]);
  };
  visit(card);
  return found;
}

/** What a person reads before there is something to do: to press, or to fill in. */
function wordsBeforeButton(card: Card): number {
  const all = inSight(card);
  const end = all.findIndex(({ type }) => /^(?:Action|Input)\./u.test(String(type)));
  const texts = all
    .slice(0, end < 0 ? undefined : end)
    .flatMap(({ text, title, value }) => [text, title, value]);
  return texts
    .join(' ')
    .split(/\s+/u)
    .filter((word) => /\p{L}|\p{N}/u.test(word)).length;
}

/** Of each row of buttons, and of those below the card, so many as are in sight. */
function rowsOfButtons(card: Card): number[] {
  return inSight(card).map(
    ({ actions = [] }) => (actions as Element[]).filter(({ mode }) => mode !== 'secondary').length,
  );
}
