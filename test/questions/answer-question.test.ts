import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { answerButton } from '../../src/conversation/answer-question.ts';
import { languageMeant } from '../../src/conversation/language-meant.ts';
import { keyFigures } from '../../src/kolada/key-figure.ts';
import type { Where } from '../../src/permissions/may-do.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import type { demoPeople } from '../support/demo-people.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

let world: Sjovik;
const ownChat: Where = { kind: 'personal' };

async function ask(
  text: string,
  { who = 'socialchef', where = ownChat }: { who?: keyof typeof demoPeople; where?: Where } = {},
): Promise<string> {
  const asker = { actor: world.actor(who), where, language: 'sv' } as const;
  return textOf(await answerQuestion(world.ports, asker, text));
}

beforeAll(async () => {
  world = await openSjovik();
});
afterAll(endAll);

describe('before the autumn’s round has anything', () => {
  test('the answer is the spring’s, says so, and when the next is wanted', async () => {
    await world.time.moveTo(Temporal.Instant.from('2026-09-02T08:00:00+02:00'));
    const text = await ask('hur går det med äldreomsorgen?');
    expect(text).toContain('Den senaste uppgiften om ”Äldreomsorg” är från Tertial 1 2026');
    expect(text).toContain('I Delår 2026 (januari–augusti) finns ingen uppgift än');
    expect(text).toContain('fredag 18 september');
    expect(text).toMatch(
      /Källa: lägesrapport Tertial 1 2026, Socialchef.*15 maj 2026.*Läst 2 september 2026/u,
    );
  });

  test('an assignment that nobody has reported on is "ingen uppgift än", with who is responsible', async () => {
    const text = await ask('hur går det med hamnen?');
    expect(text).toContain('Ingen uppgift än');
    expect(text).toContain('Samhällsbyggnadschef');
  });

  test('what is next is what is asked of oneself, and nobody else’s', async () => {
    const text = await ask('vad är nästa för mig?');
    expect(text).toContain('Äldreomsorg');
    expect(text).toContain('Utred fria arbetsskor');
    expect(text).not.toContain('hamnområdet');
    expect(text).toContain('Svara gärna senast fredag 18 september');
  });

  test('how many have answered is told in counts', async () => {
    const text = await ask('vem har inte svarat?');
    expect(text).toContain('0 av 8 uppdrag är besvarade');
    expect(text).toContain('Jag visar antal, inte namn');
    expect(text).not.toMatch(/socialchef|hr-chef/iu);
  });

  test('somebody whose questions are all withdrawn is not counted as having answered', async () => {
    const { store } = world.ports;
    const id = askId('2026-D', world.actor('hrChef').personId);
    const [before] = (await ask('hur går omgången?')).match(/0 av \d+ tillfrågade/u) ?? [];
    const { parts } = (await asks(store).find(world.tenantId, id))!;
    await asks(store).change(world.tenantId, id, (one) => ({ ...one, state: 'closed', parts: [] }));
    const text = await ask('hur går omgången?');
    await asks(store).change(world.tenantId, id, (one) => ({ ...one, state: 'open', parts }));
    expect(before).toBe('0 av 4 tillfrågade');
    expect(text).toContain('0 av 3 tillfrågade');
  });

  test('half a year later the answer says that it is old', async () => {
    const later = Temporal.Instant.from('2026-12-10T09:00:00+01:00');
    const ports = { ...world.ports, clock: { now: () => later } };
    const asker = { actor: world.actor('socialchef'), where: ownChat, language: 'sv' } as const;
    const text = textOf(await answerQuestion(ports, asker, 'hur går det med äldreomsorgen?'));
    expect(text).toContain('Uppgiften är från 15 maj 2026 och kan ha blivit inaktuell');
  });
});

describe('when all have answered', () => {
  beforeAll(() => world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00')));

  test('a period that is named is the one that is answered', async () => {
    const text = await ask('hur gick det för skolan i våras?');
    expect(text).toContain('i Tertial 1 2026');
    expect(text).toContain('12 maj 2026');
    expect(text).toMatch(/54\sg\/portion/u);
    expect(text).not.toMatch(/(?:juni|augusti) 2026 ·/u);
    expect(await ask('hur gick det med hamnen i tertial 1?')).toContain(
      'I Tertial 1 2026 finns ingen uppgift',
    );
  });

  test('a time that no round or value is of is said to be so, and a strange one is asked about', async () => {
    expect(await ask('hur gick det för skolan läsåret 2019/20?')).toMatch(
      /^Från 1 juli 2019 – 30 juni 2020 har jag ingen lägesrapport/u,
    );
    expect(await ask('vilka behöver hjälp 2019?')).toContain(
      '1 januari 2019 – 31 december 2019 har jag ingen',
    );
    expect(await ask('väntetid till särskilt boende 2019')).toMatch(
      /^Från 1 januari 2019 – 31 december 2019 finns inget värde/u,
    );
    const strange = await ask('hur gick det för skolan under pandemin?');
    expect(strange).toContain('Vilken period menar du?');
    expect(strange).toContain('läsåret 2025/26');
    expect(strange).not.toContain('Tertial 1 2026 ·');
  });

  test('a value that is asked for of a time is that time’s, and not the latest', async () => {
    const [latest, then] = [
      await ask('väntetid till särskilt boende'),
      await ask('väntetid till särskilt boende 2025'),
    ];
    expect(latest).toMatch(/Tertial 2 2026|Tertial 1 2026/u);
    expect(then).toMatch(/74.dagar/u);
    expect(then).not.toContain('2026-T');
    expect(then).not.toMatch(/\b81\b/u);
  });

  test('an indicator comes with its values, target, definition and sources', async () => {
    const text = await ask('väntetid till särskilt boende');
    expect(text).toContain('Tertial 1 2026');
    expect(text).toContain('Når inte målvärdet (högst 60)');
    expect(text).toContain('Genomsnittligt antal dagar');
    expect(text).toMatch(/Källa: .*Styrplanen.*Socialchef/u);
  });

  test('similar municipalities are shown where they are known, and said to be missing where they are not', async () => {
    const text = 'soliditet jämfört med liknande kommuner';
    expect(await ask(text)).toContain('Jag har inga värden från liknande kommuner');
    await keyFigures(world.ports.store).upsert({
      tenantId: world.tenantId,
      id: 'N03034',
      title: 'Soliditet inkl pensionsåtag.',
      own: [{ year: 2025, value: 17.4, preliminary: false }],
      fetchedAt: '2026-09-03T02:20:00.000Z',
      group: {
        title: 'Liknande kommuner övergripande, 2025',
        members: 7,
        medians: [{ year: 2025, value: 21.4567, count: 6, preliminary: false }],
      },
    });
    expect(await ask(text)).toContain(
      'Liknande kommuner, 2025: 21,5\u00a0% (medianen av 6 kommuner i ”Liknande kommuner övergripande, 2025”). ' +
        'Hos oss samma år: 17,4\u00a0%. Egen bearbetning av data från Kolada, hämtade 3 september 2026.',
    );
  });

  test('what needs help is told in the managers’ own words, with role and date', async () => {
    const text = await ask('vilka behöver hjälp?', { who: 'kommundirektor' });
    expect(text).toContain('Ett beslut om tillfällig laddning');
    expect(text).toContain('Samhällsbyggnadschef (förvaltningschef), 18 september 2026');
  });

  test('an English question has an English answer, whoever asks; one without a language has the asker’s', async () => {
    expect(await ask('what is the status of elderly care?')).toContain('The latest report on');
    expect(await ask('äldreomsorg')).toMatch(/Den senaste uppgiften|Ingen uppgift/u);
    // A word of both languages says neither.
    for (const word of ['personal', 'system', 'problem', 'export']) {
      expect(languageMeant({ language: undefined, words: [word] })).toBeUndefined();
    }
    expect(await ask('personal')).toContain('Så här går det med');
    expect(languageMeant({ language: undefined, words: ['help'] })).toBe('en');
  });

  test('what one has sent in is one’s own', async () => {
    const own = await ask('vad har jag skickat in?', { who: 'samhallsbyggnadschef' });
    expect(own).toContain('Utveckla hamnområdet');
    expect(own).not.toContain('Förskola');
    expect(await ask('vad har jag skickat in?', { who: 'utredare' })).toContain('inte skickat in något');
  });

  test('several that fit are choices, each leading to its answer', async () => {
    const asker = { actor: world.actor('socialchef'), where: ownChat, language: 'sv' } as const;
    const card = await answerQuestion(world.ports, asker, 'nettokostnadsavvikelse');
    const actions = card.actions as { title: string; data: Record<string, string> }[];
    expect(actions.map(({ title }) => title).toSorted()).toEqual([
      'Nettokostnadsavvikelse grundskola',
      'Nettokostnadsavvikelse äldreomsorg',
    ]);
    const about = [{ type: 'indicator', id: actions[0]!.data.id! } as const];
    const next = await answerButton(world.ports, asker, { kind: 'indicator', about });
    expect(textOf(next)).toContain(actions[0]!.title);
  });

  test('what is not in the data is "jag hittar inget om det", with what can be asked', async () => {
    const text = await ask('vad blir det för väder?');
    expect(text).toContain('Jag hittar inget om det');
    expect(text).toContain('”hur går det med Förskola och grundskola?”');
    expect(text).toContain('Vilka behöver hjälp?');
    expect(text).toContain('Vad finns i planen?');
  });

  test('nobody is ranked', async () => {
    expect(await ask('vilken förvaltning är sämst?')).toContain('Jag jämför inte personer');
  });

  test('in a group chat reports and one’s own are not shown, but the plan is', async () => {
    const where: Where = { kind: 'group' };
    expect(await ask('hur går det med hamnen?', { where })).toContain('Det visar jag inte här');
    expect(await ask('vad är nästa för mig?', { where })).toContain('i vår egen chatt');
    expect(await ask('vem ansvarar för hamnen?', { where })).toContain('Samhällsbyggnadschef');
  });

  test('a question about the plan’s changes shows what differs, and never who holds a role', async () => {
    expect(await ask('vad har ändrats i planen?')).toContain('är den första');
    const content = structuredClone(demoPlan());
    content.assignments[1]!.owner = 'enhetschef-sabo';
    content.indicators[0]!.target = { op: '>=', value: 3 };
    content.persons[0]!.roles.push('utredare');
    await importPlan({
      ...world.ports,
      now: world.ports.clock.now(),
      tenantId: world.tenantId,
      content,
      by: 'cli',
    });
    const text = await ask('vad har ändrats i planen?');
    expect(text).toContain('Äldreomsorg');
    expect(text).toContain('Ändrat: ansvarig');
    expect(text).toContain('Ändrat: målvärde');
    expect(text).not.toContain('00000000');
    expect(await ask('vad har ändrats i uppdraget om hamnen?')).toContain('ändrades inte');
  });
});
