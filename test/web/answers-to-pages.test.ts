import { beforeAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { withPageLink } from '../../src/bot/page-links.ts';
import { answerWritten } from '../../src/conversation/answer-question.ts';
import { linkOfCard } from '../../src/web/links.ts';
import { type PageServer, servePages } from '../support/page-server.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

let world: Sjovik;
let server: PageServer;

beforeAll(async () => {
  world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
  server = await servePages(world.ports, world.tenantId);
}, 60_000);

/** Where the button of the answer to this leads. */
async function linkAfter(text: string): Promise<string> {
  const asker = {
    actor: world.actor('kommundirektor'),
    where: { kind: 'personal' },
    language: 'sv',
  } as const;
  const { cards } = await answerWritten(world.ports, asker, text);
  const links = {
    teamsAppId: '11111111-2222-4333-8444-555555555555',
    publicUrl: server.url,
    pathOf: linkOfCard,
  };
  const [, found] =
    /"title":"Öppna i Roder","url":"([^"]+)"/u.exec(JSON.stringify(withPageLink(cards.at(-1)!, links))) ?? [];
  return new URL(found!).searchParams.get('webUrl')!;
}

test.each([
  ['sammanfatta läget', '/app/?round=2026-D', 'Helheten: Delår 2026 (januari–augusti)'],
  ['vilka behöver hjälp i tertial 1?', '/app/?round=2026-T1', 'Helheten: Tertial 1 2026'],
  ['hur går omgången?', '/app/rounds/2026-D', 'Delår 2026 (januari–augusti)'],
  ['hur går det med äldreomsorgen?', '/app/assignments/gu2', 'Äldreomsorg'],
  ['vem ansvarar för äldreomsorgen?', '/app/assignments/gu2', 'Äldreomsorg'],
  [
    'vad är beslutet om fossiloberoende fordon?',
    '/app/assignments/pu1',
    'Fossiloberoende fordon senast 2030',
  ],
  ['hur är sjukfrånvaron?', '/app/indicators/i18', 'Sjukfrånvaro, anställda totalt'],
  ['visa planen', '/app/plan', 'Planen'],
  ['vad ändrades i planen?', '/app/plan/versions', 'Planens versioner'],
  ['vad är nytt?', '/app/', 'Helheten: Delår 2026 (januari–augusti)'],
])('"%s" is answered with a way to its page, which is there', async (text, path, heading) => {
  const link = await linkAfter(text);
  expect(link).toBe(`${server.url}${path}`);
  const { name, value } = await server.sessionOf(world.actor('kommundirektor').personId);
  const answer = await fetch(link, { headers: { cookie: `${name}=${value}` } });
  expect(answer.status).toBe(200);
  expect(/<h1>([^<]*)<\/h1>/u.exec(await answer.text())?.[1]).toBe(heading);
});

test('the bar of the whole is as wide in each part as there are assignments of it: 5, 1 and 2 of 8', async () => {
  const { name, value } = await server.sessionOf(world.actor('kommundirektor').personId);
  const page = await fetch(`${server.url}/app/`, { headers: { cookie: `${name}=${value}` } });
  const widths = [...(await page.text()).matchAll(/<rect [^>]*\bwidth="(\d+)"/gu)].map(([, width]) =>
    Number(width),
  );
  expect(widths).toEqual([62, 12, 24]);
});
