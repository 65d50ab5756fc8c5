import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import type { Ports } from '../../src/base/ports.ts';
import { actions, runCardAction } from '../../src/bot/card-actions.ts';
import { readingIn, type Turn } from '../../src/bot/turn.ts';
import { commands, showHelp } from '../../src/bot/typed-commands.ts';
import { understandWritten } from '../../src/conversation/ask.ts';
import { menuGroups } from '../../src/conversation/intent.ts';
import { menuLines } from '../../src/conversation/menu.ts';
import { translator } from '../../src/language/language.ts';
import { notices } from '../../src/messages/notice.ts';
import { buttons, typed } from '../../src/permissions/entrances.ts';
import { cell, type Relation, relations } from '../../src/permissions/matrix.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { askId } from '../../src/rounds/ask.ts';
import { openDueRounds, scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { type Summary, summaries } from '../../src/rounds/summary.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { followSupport } from '../../src/support-requests/follow-support.ts';
import { atEnd, endAll, temporaryFolder } from '../support/at-end.ts';
import { sendersIn, textOf } from '../support/card-form.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { silentLog } from '../support/sending-world.ts';
import { townContent, townPeople, townPlan } from './town.ts';

const tenantId = 'town';
const roundId = '2026-D';
const now = Temporal.Instant.from('2026-09-02T09:00:00+02:00');
const list = 'support:list';
let folder: string;

const portsOn = (path: string): Ports => {
  const store = openSqliteStore(path);
  atEnd(() => store.close());
  const publicUrl = () => 'https://roder.example';
  const messenger = new RecordingMessenger();
  return { store, messenger, clock: { now: () => now }, log: silentLog, instance: 't', publicUrl };
};

/** A round that is open, with what leadership and what the manager of the roads are asked to help with. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const ports = portsOn(join(folder, 'town.db'));
  const { store } = ports;
  await importPlan({ store, now, tenantId, content: townContent(), by: 'cli' });
  await scheduleRounds(ports, tenantId, (await currentPlan(store, tenantId))!);
  await openDueRounds(ports, tenantId);
  const help = (from: Relation) => ({ what: 'En bil.', from });
  const report = (assignmentId: string, by: Relation, from: Relation) =>
    recordReport(ports, {
      tenantId,
      roundId,
      assignmentId,
      contributionId: assignmentId,
      by: { personId: townPeople[by], roleId: by },
      answers: { judgement: { status: 'deviation', ownWords: 'Stängt.', help: help(from) } },
    });
  await report('care', 'owner', 'manager');
  await report('roads', 'manager', 'leadership');
  await followSupport({ ...ports, clock: { now: () => now.add({ minutes: 10 }) } }, tenantId);
  const about = { type: 'support', requestId: `${roundId}:care`, wish: 1 } as const;
  await notices(store).upsert({
    tenantId,
    id: list,
    personId: townPeople.manager,
    about,
    state: 'sent',
    together: [list],
  });
  const summary = { roundId, channelId: 'x', changes: 0 } as unknown as Summary;
  await summaries(store).upsert({ ...summary, tenantId, id: `${roundId}:x` });
  await store.close();
});
afterAll(endAll);

/** Whatever a card of that kind brings. */
function dataOf(verb: string, ask: string): Record<string, unknown> {
  // These take every input of a form, and texts only.
  if (verb.startsWith('plan/ch')) return { kind: 'assignment' };
  const assignment = ask.endsWith(townPeople.manager) ? 'roads' : 'care';
  return {
    ask,
    assignment,
    step: 'judgement',
    page: 1,
    keep: 'mine',
    revisions: 0,
    request: `${roundId}:care`,
    summary: `${roundId}:x`,
    path: 'whole',
    round: roundId,
    format: 'csv',
    id: 'care',
    token: 'none',
    version: 1,
    choice: 'tomorrow',
    restored: 'never',
    words: 'Vi ordnar det.',
    role: 'manager',
    ...(verb === 'support/list' || verb.startsWith('support/later') ? { list } : {}),
    kind: 'responsible',
    intent: 'help',
    type: 'assignment',
  };
}

const accessOf: Partial<Record<Relation, Relation>> = {
  owner: 'manager',
  contributor: 'manager',
  deputy: 'manager',
};

const refusals = [
  ...['answer.refused.not-yours', 'export.refused.not-allowed', 'following.notForYou', 'notMe.notYours'],
  ...['planChange.refused.not-yours', 'question.notForYou', 'roundChange.fault.notYours'],
  ...['summary.notForYou', 'support.refused.not-yours', 'unanswered.notYours'],
].map((key) => translator('sv')(key));
const unread = ['notice.badCard', 'notice.unknownAction'].map((key) => translator('sv')(key));

async function turnOf(ports: Ports, standing: Relation, where: Turn['where'] = 'personal'): Promise<Turn> {
  const actor = { tenantId, personId: townPeople[standing] };
  const plan = await currentPlan(ports.store, tenantId);
  return { actor, plan, ...readingIn('sv', { plan, clock: ports.clock }), where, demo: undefined };
}

/** Those whom the button lets, each pressing it on a world in which nobody has pressed before. */
async function letBy(verb: string, ask = askId(roundId, townPeople.owner)): Promise<Relation[]> {
  const found: Relation[] = [];
  for (const standing of relations) {
    const path = join(folder, `${verb.replace('/', '-')}-${standing}-${ask.length}.db`);
    await copyFile(join(folder, 'town.db'), path);
    const ports = portsOn(path);
    const value = { action: { verb, data: dataOf(verb, ask) } };
    const { card, text = '' } = await runCardAction(ports, await turnOf(ports, standing), value);
    const said = `${card ? textOf(card) : ''}${text}`;
    await ports.store.close();
    expect({ verb, said: unread.filter((one) => said.includes(one)) }).toEqual({ verb, said: [] });
    if (!refusals.some((one) => said.includes(one))) found.push(standing);
  }
  return found;
}

describe('the table', () => {
  test('has every button and every command, and no other', () => {
    expect(Object.keys(buttons).toSorted()).toEqual(Object.keys(actions).toSorted());
    expect(Object.keys(typed).toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  });
});

describe.each(Object.entries(buttons))('%s', (verb, { deed, by }) => {
  test('lets those whom the table lets, and nobody else', async () => {
    const those = (...cells: string[]) => relations.filter((one) => deed && cells.includes(cell(deed, one)));
    if (!deed) return expect(await letBy(verb)).toEqual(relations);
    if (deed === 'ask/answer') {
      expect(await letBy(verb)).toEqual(['owner']);
      return expect(await letBy(verb, askId(roundId, townPeople.manager))).toEqual(['manager']);
    }
    // Whom the request names, and those for whom every request is theirs.
    if (deed === 'help/reply') return expect(await letBy(verb)).toEqual([...those('yes'), 'manager']);
    // Towards the whole nobody is owner, contributor or deputy: what they are is managers.
    const byAccess = relations.filter((one) => cell(deed, accessOf[one] ?? one) === 'yes');
    expect(await letBy(verb)).toEqual(by === 'whole' ? byAccess : those('yes', 'own'));
  });
});

describe('help', () => {
  /** What it offers, by its groups: where there is one only, at once. */
  const offered = async (ports: Ports, turn: Turn): Promise<string[]> => {
    const cards = [undefined, ...menuGroups].map((group) => showHelp(ports, turn, group));
    const actions = (await Promise.all(cards)).flatMap(([card]) => sendersIn(card!));
    const lines = actions.filter(({ action }) => action.verb === 'help/say');
    return [...new Set(lines.map(({ action }) => String(action.data?.intent)))];
  };
  const opened = async (standing: Relation, where: Turn['where']) => {
    const ports = portsOn(join(folder, 'town.db'));
    const turn = await turnOf(ports, standing, where);
    return { ports, turn, intents: await offered(ports, turn) };
  };

  test.each(relations)(
    'offers a person who is %s nothing that is refused once it is pressed',
    async (standing) => {
      const { ports, turn, intents } = await opened(standing, 'personal');
      expect(intents).toEqual(expect.arrayContaining(['my-data', 'plan-changes']));
      for (const intent of intents) {
        const { card, text = '' } = await runCardAction(ports, turn, {
          action: { verb: 'help/say', data: { intent } },
        });
        const said = `${card ? textOf(card) : ''}${text}`;
        expect([intent, refusals.filter((one) => said.includes(one))]).toEqual([intent, []]);
      }
      await ports.store.close();
    },
  );

  test('offers everything to somebody, and in a channel only what others may read', async () => {
    const all = await Promise.all(relations.map(async (one) => (await opened(one, 'personal')).intents));
    expect([...new Set(all.flat()), 'help'].toSorted()).toEqual(
      menuLines.map(({ intent }) => intent).toSorted(),
    );
    const { intents } = await opened('administrator', 'channel');
    expect(intents).toEqual(['whole', 'help-wanted', 'plan-changes']);
  });

  test('has no line for the process lead that others see', async () => {
    const { intents } = await opened('leadership', 'personal');
    const leads = menuLines
      .filter(({ group }) => group === 'lead' || group === 'check')
      .map(({ intent }) => intent);
    expect(intents.filter((one) => leads.includes(one))).toEqual([]);
  });

  test.each(menuLines)(
    'what stands on the button for $intent is understood as that, in both languages',
    ({ intent, say }) => {
      const plan = townPlan();
      for (const words of Object.values(say))
        expect([
          words,
          understandWritten(words, { plan, today: Temporal.PlainDate.from('2026-09-01') }).intent,
        ]).toEqual([words, intent]);
    },
  );
});
