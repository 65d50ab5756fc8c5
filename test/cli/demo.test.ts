import { createServer } from 'node:net';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { atEnd, endAll, temporaryFolder } from '../support/at-end.ts';
import { freePort, startDemo } from '../support/running-demo.ts';

const answers = async (url: string) => (await fetch(url).catch(() => undefined))?.ok ?? false;
const clockOf = async (roderUrl: string) =>
  ((await (await fetch(`${roderUrl}/demo/clock`)).json()) as { now: string }).now;
const moveClock = (roderUrl: string, now: string) =>
  fetch(`${roderUrl}/demo/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ now }),
  });

/** The page that the first person gets who can be picked at this address. */
async function pickedAt(pages: string): Promise<string> {
  const html = await (await fetch(pages)).text();
  const person = /Välj vem du är.+?<button name="person" value="([^"]+)"/su.exec(html)![1]!;
  const { origin } = new URL(pages);
  const body = new URLSearchParams({ person, to: '/app/' });
  const sent = { method: 'POST', headers: { origin }, body, redirect: 'manual' } as const;
  const cookie = (await fetch(`${origin}/app/demo/person`, sent)).headers.get('set-cookie')!.split(';')[0]!;
  return (await fetch(pages, { headers: { cookie } })).text();
}

describe('roder demo', () => {
  afterEach(endAll);
  afterAll(endAll);

  test('says where to look, Ctrl-C ends both, it goes on where it ended, and with --fresh it begins anew', async () => {
    const folder = await temporaryFolder();
    const first = await startDemo({ folder });
    expect(await answers(first.url!)).toBe(true);
    expect(await answers(`${first.roderUrl}/readyz`)).toBe(true);
    const output = first.output();
    expect(
      await pickedAt(/Samma sak på webbsidor, där du väljer vem du är: (\S+)/u.exec(output)![1]!),
    ).toMatch(/<h1>Helheten/u);
    for (const said of ['Öppna i en webbläsare: http://localhost:', '1. ', '2. ', '3. ', 'över nätverket']) {
      expect(output).toContain(said);
    }
    const start = await clockOf(first.roderUrl);
    await moveClock(first.roderUrl, '2026-09-03T10:00:00+02:00');
    expect(await first.interrupt()).toBe(0);
    expect(await answers(first.url!)).toBe(false);
    expect(await answers(`${first.roderUrl}/healthz`)).toBe(false);
    const second = await startDemo({ folder });
    expect(await clockOf(second.roderUrl)).toContain('2026-09-03');
    expect(second.output()).toContain('Demon fortsätter där den slutade: klockan är 3 september 2026 10:00');
    await second.terminate();
    const third = await startDemo({ folder, options: ['--fresh'] });
    expect(await clockOf(third.roderUrl)).toBe(start);
  });

  test('says which ports are taken and how to choose others, in the terminal’s language', async () => {
    const [taken, free] = [await freePort(), await freePort()];
    const server = createServer().listen(taken);
    await new Promise((resolve) => server.once('listening', resolve));
    atEnd(() => new Promise((resolve) => server.close(resolve)));
    const demo = await startDemo({ ports: { roder: free, playground: taken } });
    expect(await demo.exited).toBe(1);
    expect(demo.output()).toContain(`Playground kan inte använda port ${taken}`);
    expect(demo.output()).toContain('--playground-port');
    const english = await startDemo({
      ports: { roder: taken, playground: free },
      env: { LC_ALL: 'en_GB.UTF-8' },
    });
    expect(await english.exited).toBe(1);
    expect(english.output()).toContain(`${taken}`);
    expect(english.output()).toContain('--port');
    expect(english.output()).not.toContain('kan Roder inte');
  });
});
