import { beforeAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { type Language, languages } from '../../src/language/language.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { summaries } from '../../src/rounds/summary.ts';
import { postDueSummaries } from '../../src/summaries/post-due-summaries.ts';
import { readSummary } from '../../src/summaries/read-summary.ts';
import { summaryCard } from '../../src/summaries/summary-card.ts';
import { CardBrowser, type Looks } from '../support/card-browser.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import { openLargeWorld } from '../support/large-world.ts';
import { summaryNow } from '../support/samples/summary-samples.ts';
import { answerTheRest, openSjovik, type Sjovik } from '../support/sjovik.ts';

/** What a screen of Teams' shows of a chat at once. */
const maxPixels = 700;

describeInBrowser("leadership's card", () => {
  let browser: CardBrowser;
  let world: Sjovik;

  beforeAll(async () => {
    browser = await CardBrowser.start();
    world = await openSjovik();
    await world.time.moveTo(Temporal.Instant.from('2026-09-02T09:00:00+02:00'));
  });

  const height = async (language: Language, looks: Looks, now = summaryNow(world)) => {
    const { card } = summaryCard({ summary: await now, language });
    const open = await browser.open(card, { ...looks, language });
    const pixels = await open.height();
    await open.close();
    return pixels;
  };

  test("is seen whole at Teams' width in the first hour, with all answered, and when the round has ended", async () => {
    const measured: number[] = [];
    const measure = async () => {
      for (const language of languages) measured.push(await height(language, { width: 560 }));
    };
    await measure();
    await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
    await answerTheRest(world);
    await measure();
    await world.time.moveTo(Temporal.Instant.from('2026-10-05T08:00:00+02:00'));
    await measure();
    expect(measured.filter((pixels) => pixels > maxPixels)).toEqual([]);
    expect(Math.max(...measured.slice(0, 2))).toBeLessThan(300);
  });

  test('is three of each at most, however many there are and however much people write', async () => {
    const { ports, tenantId } = await openLargeWorld(60);
    await postDueSummaries(ports, tenantId);
    const plan = (await currentPlan(ports.store, tenantId))!;
    const [summary] = await Array.fromAsync(summaries(ports.store).all(tenantId));
    const now = readSummary(ports, { plan, summary: summary! }).then((one) => one!);
    expect(await height('sv', { width: 560 }, now)).toBeLessThan(950);
  });
});
