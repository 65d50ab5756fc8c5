import type { CardBrowser, Looks, OpenCard } from './card-browser.ts';
import type { FocusStop } from './card-page.ts';
import type { CardSample } from './card-samples.ts';

/** What is wrong with cards for those who do not see them, do not see colours, or do not use a mouse. */

export interface Looking {
  readonly browser: CardBrowser;
  readonly samples: readonly CardSample[];
  readonly language: string;
  readonly looks: Looks;
  /** Only these rules of axe-core's; all that belong to WCAG 2.1 AA and good practice if not said. */
  readonly rules?: readonly string[];
}

/** One page of the browser, one card after the other in it. */
async function faultsOf(
  { browser, samples, language, looks }: Looking,
  look: (open: OpenCard) => Promise<readonly string[]>,
): Promise<string[]> {
  const open = await browser.open(samples[0]!.card, { ...looks, language });
  const faults: string[] = [];
  for (const { name, card } of samples) {
    await open.show(card, language);
    faults.push(...(await look(open)).map((fault) => `${name}: ${fault}`));
  }
  await open.close();
  return faults;
}

export function axeFaults(looking: Looking): Promise<string[]> {
  return faultsOf(looking, (open) => open.axe(looking.rules));
}

/** The Tab key goes in reading order, stops at what has a name, shows where it is, and comes out again. */
export function keyboardFaults(looking: Looking): Promise<string[]> {
  return faultsOf(looking, async (open) => focusFaults(elementsOf(await open.tabStops())));
}

/** A date has several stops inside it, which are the browser's own. */
function elementsOf(stops: readonly FocusStop[]): readonly FocusStop[] {
  return stops.filter(({ top, left }, index) => {
    const before = stops[index - 1];
    return before?.top !== top || before.left !== left;
  });
}

export function focusFaults(stops: readonly FocusStop[]): string[] {
  return stops.flatMap((stop, index) => {
    const before = stops[index - 1];
    return [
      ...(stop.name.trim() === '' ? ['the Tab key stops at something without a name'] : []),
      ...(stop.ring < 1 ? [`the focus on ${stop.name} cannot be seen`] : []),
      ...(before && isBackwards(before, stop)
        ? [`the Tab key goes from ${before.name} up to ${stop.name}`]
        : []),
    ];
  });
}

/** Above what was before, or on its line and to the left of it. */
function isBackwards(before: FocusStop, stop: FocusStop): boolean {
  const isSameLine = stop.top < before.bottom && before.top < stop.bottom;
  return isSameLine ? stop.left < before.left : stop.bottom <= before.top;
}

const looksOf = ['type', 'style', 'color', 'isSubtle', 'isMultiSelect', 'isMultiline', 'isRequired'] as const;

/** What a card has in it that can look or behave in its own way: each kind of element, on each kind of ground. */
export function featuresOf(node: unknown, ground = 'default', found = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  const element = node as Readonly<Record<string, unknown>>;
  if (typeof element.type === 'string') {
    found.add([ground, ...looksOf.map((key) => String(element[key] ?? ''))].join(' '));
  }
  const isGround = element.type === 'Container' || element.type === 'Column' || element.type === 'TableCell';
  const inner = isGround && typeof element.style === 'string' ? element.style : ground;
  for (const value of Object.values(element)) featuresOf(value, inner, found);
  return found;
}

/** As few cards as have in them all that the rest have: each time the one that brings most that is new. */
export function coveringSamples(samples: readonly CardSample[]): CardSample[] {
  const left = samples.map((sample) => ({ sample, features: featuresOf(sample.card) }));
  const wanted = new Set(left.flatMap(({ features }) => [...features]));
  const chosen: CardSample[] = [];
  while (wanted.size > 0) {
    const news = ({ features }: (typeof left)[number]) =>
      [...features].filter((one) => wanted.has(one)).length;
    const best = left.reduce((most, one) => (news(one) > news(most) ? one : most));
    chosen.push(best.sample);
    for (const feature of best.features) wanted.delete(feature);
  }
  return chosen;
}
