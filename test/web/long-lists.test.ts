import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChromium } from '../support/chromium.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import { openLargeWorld } from '../support/large-world.ts';
import { servePages } from '../support/page-server.ts';

let page: Page;
let url: string;

const rowsOf = (id: string) => page.locator(`#${id} :is(tbody tr, li)`);
const namesIn = (id: string) => page.locator(`#${id} :is(tbody th, li p:first-child) a`).allTextContents();
const said = (id: string) => page.locator(`#${id} caption small`).textContent();

/** Tab by tab to the link after that list, and in by Enter. */
async function go(id: string, name: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      ([list, link]) => {
        const at = document.activeElement!;
        return at.textContent === link && at.closest('p')?.previousElementSibling?.id === list;
      },
      [id, name],
    );
    if (!isThere) continue;
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    return;
  }
  throw new Error(`Nobody comes to ${name} of ${id} by keyboard.`);
}

describeInBrowser('a list of more than a hundred', () => {
  beforeAll(async () => {
    const world = await openLargeWorld(300);
    const server = await servePages(world.ports, world.tenantId);
    url = server.url;
    const context = await (await startChromium()).newContext({ locale: 'en-GB' });
    const lead = world.content.persons.find(({ roles }) => roles.includes('utredare'))!;
    await context.addCookies([{ ...(await server.sessionOf(lead.id!)), url }]);
    page = await context.newPage();
    await page.goto(`${url}/app/`);
    const english = page.getByRole('button', { name: 'In English' });
    if ((await english.count()) > 0) await Promise.all([page.waitForNavigation(), english.click()]);
  }, 120_000);

  test('comes in pages, gone through by keyboard in the language chosen, each beside what another shows', async () => {
    await page.goto(`${url}/app/?round=2026-D`);
    expect([await said('core'), await rowsOf('core').count()]).toEqual(['1–100 of 152', 100]);
    const first = await namesIn('core');
    await go('core', 'Next page: Core mandates');
    expect([await said('core'), await rowsOf('core').count()]).toEqual(['101–152 of 152', 52]);
    expect(await namesIn('core')).not.toContain(first[0]);
    await go('political', 'Next page: Local political assignments');
    // Where one came to, and no longer the page's top; the other list stays where it was.
    expect(await page.locator('#political').evaluate((one) => one.getBoundingClientRect().top)).toBeLessThan(
      900,
    );
    expect([await said('core'), await said('political')]).toEqual(['101–152 of 152', '101–148 of 148']);
    expect(new URL(page.url()).searchParams.get('round')).toBe('2026-D');
    await page.goto(`${url}/app/?round=2026-D&core=2#core`);
    await go('core', 'Previous page: Core mandates');
    expect(await namesIn('core')).toEqual(first);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('stays what it is a list of, and is come back to where one left it', async () => {
    await page.goto(`${url}/app/lists/state/deviation?round=2026-D`);
    const heading = await page.getByRole('heading', { level: 1 }).textContent();
    const first = await namesIn('page');
    await go('page', 'Next page');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
    expect(await page.getByText(/^101–/u).count()).toBe(1);
    const [second] = await namesIn('page');
    expect(first).not.toContain(second);
    await page.getByRole('link', { name: second!, exact: true }).first().click();
    await page.waitForURL(/assignments/u);
    await page.goBack();
    expect((await namesIn('page'))[0]).toBe(second);
  });
});
