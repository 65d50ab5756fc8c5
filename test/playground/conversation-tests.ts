import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { demoTenant } from '../../src/config.ts';
import { reportId, reports } from '../../src/reports/report.ts';
import { rounds } from '../../src/rounds/round.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { endAll } from '../support/at-end.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import { type PlaygroundCard, PlaygroundPage } from '../support/playground-page.ts';
import { startDemo } from '../support/running-demo.ts';

/** What is written, what the answer says, and what it must not say. */
type Exchange = readonly [says: string, shows: readonly string[], never?: readonly string[]];

const round = '2026-D';
const elderlyCare = ['Äldreomsorg', 'Pågår enligt plan', 'Hemtjänsten håller'];

/** Two acts, the questions and what is begun by writing; `whole`: all five, thirty turns, and a correction after the close. */
export const conversationTests = (length: 'short' | 'whole') =>
  describeInBrowser("a conversation in Microsoft's own client", () => {
    const inWhole = length === 'whole' ? test : () => undefined;
    let page: PlaygroundPage;
    let store: DocumentStore;
    /** The card of the latest answer, whatever it comes to show. */
    let card: PlaygroundCard;

    beforeAll(async () => {
      const demo = await startDemo();
      page = await PlaygroundPage.open(demo.url!);
      store = openSqliteStore(join(demo.folder, '.roder/demo.db'));
      await page.say('nästa');
      await page.card('Klockan är nu 1 september 2026 08:00').shown();
      await page.card('Jag har frågor till dig om 2 uppdrag').shown();
    });
    afterAll(async () => {
      await store?.close();
      await endAll();
    });

    /** Every answer here is one card. */
    async function say(text: string, shows: readonly string[], never: readonly string[] = []): Promise<void> {
      const before = (await page.cardTexts()).length;
      await page.say(text);
      await page.cardNumber(before);
      card = page.cardAt(before);
      const read = await card.shown();
      for (const one of shows) expect(read).toContain(one);
      for (const one of never) expect(read).not.toContain(one);
    }

    /** Is somebody else, which comes with what waits for them. */
    async function become(role: string): Promise<void> {
      const before = (await page.cardTexts()).length;
      await page.say(`byt till ${role}`);
      await page.cardNumber(before + 1);
    }

    async function talk(exchanges: readonly Exchange[]): Promise<void> {
      for (const exchange of exchanges) await say(...exchange);
    }

    test('a unit manager asks about the work, and goes on from each answer', async () => {
      await become('socialchef');
      await talk([
        ['hej', ['Det här väntar på dig', '2 uppdrag att svara på']],
        ['vad ska jag göra nu?', ['Äldreomsorg', 'fredag 18 september'], ['Sjukfrånvaro']],
        ['hur går det med äldreomsorjen?', elderlyCare],
        ['vad är väntetiden?', ['81 dagar', 'Tertial 1 2026', 'Når inte målvärdet']],
        ['och förra året?', ['74 dagar', '2025'], ['81 dagar']],
        ['och förskolan?', ['Förskola och grundskola'], ['Äldreomsorg']],
        ['vem ansvarar för det?', ['Utbildningschef', 'ansvarar för ”Förskola och grundskola”']],
        ['vad betyder tertial?', ['Tertial'], ['Äldreomsorg', 'Förskola']],
      ]);
      await page.picture('30-talk-asked');
    });

    inWhole('is met kindly, told what is not for them, and answered in English', async () => {
      await talk([
        ['fan vad jobbigt det här är', ['Jag förstår'], ['Jag hittar inget']],
        ['kan jag få prata med en människa?', ['En människa att prata med är Utredare']],
        ['ändra planen', ['Bara processledaren kan ändra planen']],
        ['vilka har inte svarat?', ['0 av 8 uppdrag är besvarade', 'Jag visar antal, inte namn']],
        ['show sick leave', ['Sick leave, all employees', '5.8%'], ['Sjukfrånvaro']],
        ['thanks!', ['help'], ['Tack']],
      ]);
      await page.picture('31-talk-met');
    });

    test('begins by writing what buttons do, and nothing is sent by a sentence', async () => {
      await say('påminn mig på fredag', ['När ska jag påminna dig?']);
      expect(await card.valueOf('En annan dag')).toBe('4 september 2026');
      await say('jag är borta nästa vecka', [
        'Vem svarar när du är borta?',
        'Överlämningen gäller från att du trycker',
      ]);
      await say('väntetiden är 74 dagar', ['Inget är sparat eller skickat']);
      expect(await card.valueOf('Väntetid till särskilt boende')).toBe('74 dagar');
      await say('äldreomsorgen avviker, vi behöver hjälp av hr-chefen med bemanningen', ['Önskat stöd']);
      expect(await card.valueOf('Önskat stöd')).toBe('bemanningen');
      await page.picture('32-talk-told');
      await card.fill('Med egna ord', 'Åtta platser är stängda.');
      await card.press('Nästa');
      await card.shown('uppdrag 2 av 2');
      await card.choose('Genomförd');
      await card.press('Nästa');
      expect(await card.shown('Så här ser det ut för ledningsgruppen')).toContain('Åtta platser är stängda.');
      await card.press('Skicka in');
      await card.shown('Tack! Ditt svar är inskickat');
    });

    inWhole('the director hears the whole, what matters and why, and no ranking', async () => {
      await become('kommundirektör');
      await talk([
        [
          'sammanfatta läget',
          ['Läget i korthet', 'Ett uppdrag avviker från planen: ”Äldreomsorg”', '2 av 8'],
        ],
        ['vad är viktigast just nu?', ['Önskat stöd utan svar', '”bemanningen”', 'Pågår med avvikelse']],
        ['varför avviker äldreomsorgen?', ['Pågår med avvikelse: ”Åtta platser är stängda.”', 'HR-chef']],
        ['och ekonomin?', ['Ekonomisk: Äldreomsorg', 'Nettokostnadsavvikelse äldreomsorg'], ['Gator']],
        [
          'hur ser ekonomin ut för hela kommunen?',
          ['Årets resultat', 'Når inte målvärdet'],
          ['Jag hittar inget'],
        ],
        ['vilken förvaltning är sämst?', ['Jag rangordnar ingen']],
        ['what is new since last time?', ['something new', 'Elderly care', 'Off track']],
        ['hur är det med matsvinnet?', ['Matsvinn i kök och matsal', '54 g/portion']],
        ['och förra året?', ['58 g/portion', '2025'], ['54 g/portion']],
      ]);
      await page.picture('33-talk-director');
    });

    inWhole(
      'the process lead sees who is waited for, is told what Roder does not do, and finds the forms filled in',
      async () => {
        await become('utredare');
        await talk([
          ['påminn alla', ['Jag skickar inga påminnelser utöver de planerade']],
          ['skjut upp omgången en vecka', ['Skjut upp en omgång']],
        ]);
        expect(await card.valueOf('Ny sista svarsdag')).toBe('25 september 2026');
        await say('byt ansvarig för äldreomsorgen', ['Byt ansvarig', 'Ansvarig nu: Socialchef']);
        await say('vilka har inte svarat?', ['2 av 8 uppdrag är besvarade', '1 av 4 tillfrågade']);
        await page.picture('34-talk-lead');
        await say('hej då!', ['Hej då']);
      },
    );

    inWhole('four presses correct after the close what was sent, and say why', async () => {
      await page.say('byt till socialchef');
      await page.card('Nu är du Socialchef').shown();
      while ((await rounds(store).get(demoTenant, round)).state === 'open') {
        const before = (await page.cardTexts()).length;
        await page.say('nästa');
        await page.cardNumber(before);
      }
      await page.say('mina svar');
      card = await page.stayAt('Det här har du skickat in');
      await card.press('Rätta: Delår 2026 (januari–augusti)');
      await card.shown('Det här är inskickat');
      await card.press('Rätta: Äldreomsorg');
      await card.shown('Rättelse · Delår 2026');
      await card.fill('Väntetid till särskilt boende', '95');
      await card.press('Nästa');
      expect(await card.shown('Så här ser rättelsen ut')).toContain('95 dagar');
      await card.fill('Varför rättar du?', 'Siffran för juni saknades.');
      await page.picture('35-correction');
      await card.press('Skicka rättelsen');
      expect(await card.shown('Det här är inskickat')).toContain('Rätta');
      const { revisions } = (await reports(store).find(demoTenant, reportId(round, 'gu2')))!;
      expect(revisions.at(-1)).toMatchObject({ reason: 'Siffran för juni saknades.' });
    });
  });
