import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { languages } from '../../src/language/language.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { summaries } from '../../src/rounds/summary.ts';
import { postDueSummaries } from '../../src/summaries/post-due-summaries.ts';
import { readSummary, type Shown } from '../../src/summaries/read-summary.ts';
import { summaryCard } from '../../src/summaries/summary-card.ts';
import { summaryView } from '../../src/summaries/summary-view.ts';
import { cardFaults } from './adaptive-card-schema.ts';
import { textOf } from './card-form.ts';
import { foundIn } from './card-schema/found.ts';
import { type LargeWorld, openLargeWorld } from './large-world.ts';

const maxBytes = 24 * 1024;
const lists = [
  'help',
  'deviations',
  'corrections',
  'sustainability',
  'aspect:social',
  'state:deviation',
  'more',
  'departments',
  'assignments',
  'indicators',
];

/** Whole cards under Teams' limit, with that many assignments: some in `npm test`, a county's in `test/long`. */
export function summarySizeTests(counts: readonly number[]): void {
  describe.each(counts)('with %i assignments, everybody writing as much as they may', (count) => {
    let world: LargeWorld;
    let shown: Shown;

    test('the card is posted, small enough for Teams', async () => {
      world = await openLargeWorld(count);
      const events = await postDueSummaries(world.ports, world.tenantId);
      expect(events).toEqual([{ what: 'posted', roundId: '2026-D' }]);
      expect(world.messenger.sent).toHaveLength(1);
      expect(cardFaults(world.messenger.sent[0]!.message.card)).toEqual([]);
      shown = await readShown(world);
    });

    test.each(languages)('card and views are whole cards under 24 KB in %s', (language) => {
      const walked = walk({ ...shown, language });
      const sizes = walked.map(({ path, card }) => [path, bytes(card)] as const);
      expect(sizes.filter(([, size]) => size > maxBytes)).toEqual([]);
      for (const { path, card } of walked) expect([path, cardFaults(card)]).toEqual([path, []]);
    });

    test('what there is no room for is counted, and found behind a button', () => {
      const { view, corrections } = shown.summary;
      const deviating = view.assignments.filter(({ status }) => status === 'deviation');
      const text = textOf(summaryCard(shown).card);
      if (deviating.length > 3) expect(text).toContain(`+${deviating.length - 3} till`);
      expect(textOf(summaryView(shown, 'more'))).toContain(`Rättelser (${corrections.length})`);
      const pages = walk(shown);
      const titlesIn = (list: string) =>
        pages
          .filter(({ path }) => path.startsWith(list))
          .map(({ card }) => textOf(card))
          .join('\n');
      const left = (list: string, titles: readonly string[]) => {
        const found = titlesIn(list);
        return titles.filter((title) => !found.includes(title));
      };
      expect(
        left(
          'assignments',
          view.assignments.map(({ assignment }) => assignment.title.sv),
        ),
      ).toEqual([]);
      expect(
        left(
          'deviations',
          deviating.map(({ assignment }) => assignment.title.sv),
        ),
      ).toEqual([]);
      expect(
        left(
          'indicators',
          view.indicators.map(({ indicator }) => indicator.name.sv),
        ),
      ).toEqual([]);
      // On its row, and in what the row is called for whoever cannot see it.
      expect(titlesIn('deviations').split(deviating[0]!.state.judgement!.answer.ownWords)).toHaveLength(
        2 * deviating.length + 1,
      );
    });
  });
}

export async function readShown({ ports, tenantId }: LargeWorld): Promise<Shown> {
  const plan = (await currentPlan(ports.store, tenantId))!;
  const [posted] = await Array.fromAsync(summaries(ports.store).all(tenantId));
  return { summary: (await readSummary(ports, { plan, summary: posted! }))!, language: 'sv' };
}

/** The card, every page of every list, and one of what each kind opens, by pressing as a person would. */
function walk(shown: Shown): { path: string; card: Card }[] {
  const found = [{ path: 'whole', card: summaryCard(shown).card }];
  for (const list of [...lists, 'assignment:a1', 'indicator:i01-1', 'departments/department:sb']) {
    for (let path: string | undefined = list; path; ) {
      const card: Card = summaryView(shown, path);
      found.push({ path, card });
      path = pathOf(card, shown.language === 'sv' ? 'Visa fler' : 'Show more');
    }
  }
  return found;
}

function pathOf(card: Card, title: string): string | undefined {
  const action = foundIn(card).find(({ object }) => object.title === title)?.object;
  return (action?.data as { path?: string } | undefined)?.path;
}

function bytes(card: Card): number {
  return Buffer.byteLength(JSON.stringify(card));
}
