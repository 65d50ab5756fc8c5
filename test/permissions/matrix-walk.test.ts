import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { openAnswer } from '../../src/answers/answer.ts';
import { recordReport } from '../../src/answers/record-report.ts';
import type { Actor, Ports } from '../../src/base/ports.ts';
import { searchToShare, shareSelected } from '../../src/bot/message-extension.ts';
import { readingIn, type Turn } from '../../src/bot/turn.ts';
import { runTypedCommand } from '../../src/bot/typed-commands.ts';
import { refusalOf } from '../../src/exports/order-export.ts';
import { follow } from '../../src/following/following.ts';
import { translator } from '../../src/language/language.ts';
import { cell, type Permission, permissions, places, relations } from '../../src/permissions/matrix.ts';
import type { Where } from '../../src/permissions/may-do.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { proposePlan } from '../../src/plan-changes/propose-plan.ts';
import { readVersions } from '../../src/plan-changes/versions.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { openDueRounds, scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { openSupport } from '../../src/support-requests/reply-to-support.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { atEnd, endAll, temporaryFolder } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { townChannels, townContent, townPeople } from './town.ts';

const tenantId = 'town';
const roundId = '2026-D';
const now = Temporal.Instant.from('2026-09-02T09:00:00+02:00');
const [words, help] = ['Åtta platser är stängda.', 'En bil till hemtjänsten.'];
let ports: Ports;

beforeAll(async () => {
  const store = openSqliteStore(join(await temporaryFolder(), 'town.db'));
  atEnd(() => store.close());
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const publicUrl = () => 'https://roder.example';
  ports = {
    store,
    messenger: new RecordingMessenger(),
    clock: { now: () => now },
    log,
    instance: 't',
    publicUrl,
  };
  await importPlan({ store, now, tenantId, content: townContent(), by: 'cli' });
  await scheduleRounds(ports, tenantId, (await currentPlan(store, tenantId))!);
  await openDueRounds(ports, tenantId);
  await recordReport(ports, {
    tenantId,
    roundId,
    assignmentId: 'care',
    contributionId: 'one',
    by: { personId: townPeople.owner, roleId: 'owner' },
    answers: { judgement: { status: 'deviation', ownWords: words, help: { what: help } } },
  });
});
afterAll(endAll);

const ownChat: Where = { kind: 'personal' };
const actorOf = (personId: string): Actor => ({ tenantId, personId });

async function asked(text: string, personId: string, where = ownChat): Promise<string> {
  const asker = { actor: actorOf(personId), where, language: 'sv' } as const;
  return textOf(await answerQuestion(ports, asker, text));
}

async function turnOf(personId: string, where = ownChat): Promise<Turn> {
  const plan = await currentPlan(ports.store, tenantId);
  const channelId = where.kind === 'channel' ? where.channelId : undefined;
  const reading = readingIn('sv', { plan, clock: ports.clock });
  return { actor: actorOf(personId), plan, ...reading, where: where.kind, channelId, demo: undefined };
}

async function typed(text: string, personId: string, where = ownChat): Promise<string> {
  return (await runTypedCommand(ports, await turnOf(personId, where), text)).map(textOf).join('\n');
}

/** Whether the use case itself lets the person, or shows it there. What is `own` is the asker's. */
type Probe = (personId: string, where?: Where) => Promise<boolean>;

const probes: Partial<Readonly<Record<Permission, Probe>>> = {
  'plan/read': async (person, where) =>
    (await asked('vem ansvarar för äldreomsorgen?', person, where)).includes('Roll owner'),
  'report/read': async (person, where) =>
    (await asked('hur går det med äldreomsorgen?', person, where)).includes(words),
  'help/read': async (person, where) => (await asked('vilka behöver hjälp?', person, where)).includes(help),
  'round/read': async (person, where) =>
    (await asked('hur många har svarat?', person, where)).includes('uppdrag är besvarade'),
  'own/read': async (person, where) =>
    (await asked('vad har jag skickat in?', person, where)).includes('Bara du ser'),
  'assignment/follow': async (person, where) =>
    (await typed('följ äldreomsorgen', person, where)).includes('Du följer nu'),
  'assignment/share': async (person) => {
    const turn = { ...(await turnOf(person)), where: 'group' } as const;
    const found = await searchToShare(ports, turn, { parameters: [{ name: 'query', value: 'äldreomsorg' }] });
    const shared = await shareSelected(ports, turn, { assignment: 'care' });
    expect(JSON.stringify(shared)).not.toContain(help);
    return found.composeExtension.type === 'result' && shared.composeExtension.type === 'result';
  },
  'report/export': async (person) =>
    (await refusalOf(ports, { actor: actorOf(person), roundId, assignmentId: 'care' })) === undefined,
  'round/change': async (person, where) =>
    (await typed('skjut upp omgången', person, where)).includes('Visa vad som händer'),
  'people/read': async (person, where) =>
    ![translator('sv')('unanswered.notYours'), translator('sv')('talk.ownChat')].includes(
      (await typed('vem har exporterat', person, where)).trim(),
    ),
  'plan/change': async (person) => {
    const content = { ...townContent(), burdenCapMinutes: 30 };
    const { actor, plan, language } = await turnOf(person);
    const asked = { actor, plan: plan!, language };
    const suggestion = { content, source: { type: 'file', name: 'plan.xlsx' }, decision: '' } as const;
    const proposed = await proposePlan(ports, asked, suggestion);
    const isListed = (await readVersions(ports, asked)) !== undefined;
    expect(isListed).toBe(proposed.view === 'preview');
    return isListed;
  },
};

/** Proved where they are, until a use case exists that a person can start. */
const elsewhere: readonly Permission[] = ['ask/answer', 'help/reply'];

test('every deed is walked here or said to be elsewhere', () => {
  expect([...Object.keys(probes), ...elsewhere].toSorted()).toEqual(permissions.toSorted());
});

describe.each(Object.keys(probes) as Permission[])('%s', (deed) => {
  test.each(relations)('is for %s what the table says', async (standing) => {
    expect(await probes[deed]!(townPeople[standing])).toBe(cell(deed, standing) !== 'no');
  });
});

describe('a place', () => {
  const wheres: Readonly<Record<(typeof places)[number], Where>> = {
    channel: { kind: 'channel', channelId: townChannels.whole },
    elsewhere: { kind: 'channel', channelId: '19:any@thread.tacv2' },
  };
  const shown = [
    'plan/read',
    'report/read',
    'help/read',
    'round/read',
    'own/read',
    'assignment/follow',
  ] as const;

  test.each(shown.flatMap((deed) => places.map((place) => [deed, place] as const)))(
    'shows %s in (a) %s as the table says, to somebody who may see it themselves',
    async (deed, place) => {
      expect(await probes[deed]!(townPeople.leadership, wheres[place])).toBe(cell(deed, place) === 'yes');
    },
  );

  test('a channel of another department shows nothing of it, not even a count', async () => {
    const where: Where = { kind: 'channel', channelId: townChannels.roads };
    expect(await probes['report/read']!(townPeople.leadership, where)).toBe(false);
    expect(await probes['help/read']!(townPeople.leadership, where)).toBe(false);
    expect(await asked('hur många har svarat?', townPeople.leadership, where)).toContain('0 av 1 uppdrag');
  });

  test('a channel never shows more to somebody than their own rights', async () => {
    const where: Where = { kind: 'channel', channelId: townChannels.whole };
    expect(await probes['help/read']!(townPeople.reader, where)).toBe(false);
    expect(await probes['report/read']!(townPeople.nobody, where)).toBe(false);
  });
});

describe('ask/answer', () => {
  test.each(relations)('lets %s open their own ask and nobody else’s', async (standing) => {
    const personId = townPeople[standing];
    for await (const ask of asks(ports.store).all(tenantId)) {
      const { view } = await openAnswer(ports, { actor: actorOf(personId), askId: ask.id, language: 'sv' });
      expect(view !== 'refused').toBe(ask.personId === personId);
    }
    expect(await asks(ports.store).find(tenantId, askId(roundId, townPeople.owner))).toBeDefined();
  });
});

describe('help/reply', () => {
  let contributions = 0;
  /** What somebody else wants of a role: who may reply to it. */
  async function repliers(from: string, where?: Where): Promise<string[]> {
    contributions += 1;
    const [assignmentId, by] = from === 'manager' ? ['care', 'owner'] : ['roads', 'manager'];
    await recordReport(ports, {
      tenantId,
      roundId,
      assignmentId,
      contributionId: `help-${contributions}`,
      by: { personId: `person-${by}`, roleId: by },
      answers: { judgement: { status: 'deviation', ownWords: words, help: { what: help, from } } },
    });
    const plan = await currentPlan(ports.store, tenantId);
    const requestId = `${roundId}:${assignmentId}`;
    const views = relations.map(async (one) => {
      const move = { actor: actorOf(townPeople[one]), plan, where, requestId };
      return (await openSupport(ports, move)).view === 'form' ? [one] : [];
    });
    return (await Promise.all(views)).flat();
  }

  test.each(relations)(
    'lets %s reply to what is wanted of them, and leadership to everything',
    async (one) => {
      const allowed = relations.filter((standing) => {
        const found = cell('help/reply', standing);
        return found === 'yes' || (found === 'own' && standing === one);
      });
      // Whoever has no role cannot be asked.
      if (one !== 'nobody') expect(await repliers(one)).toEqual(allowed);
    },
  );

  test('is offered in a channel that shows the assignment, and nowhere else', async () => {
    const channel = (channelId: string): Where => ({ kind: 'channel', channelId });
    expect(await repliers('leadership', channel(townChannels.whole))).toEqual(['leadership']);
    expect(await repliers('leadership', channel('19:any@thread.tacv2'))).toEqual([]);
    expect(await repliers('manager', channel(townChannels.roads))).toEqual([]);
  });
});

test('a whole round is exported by those whose access is the whole, not by the owner of a part', async () => {
  const may = async (person: string) =>
    (await refusalOf(ports, { actor: actorOf(person), roundId })) === undefined;
  const allowed = await Promise.all(
    relations.map(async (one) => ((await may(townPeople[one])) ? [one] : [])),
  );
  expect(allowed.flat()).toEqual(['leadership', 'administrator']);
});

test('a right is lost with the role, at once', async () => {
  expect(await probes['report/read']!(townPeople.reader)).toBe(true);
  const content = townContent();
  content.persons = content.persons.filter(({ id }) => id !== townPeople.reader);
  await importPlan({ store: ports.store, now, tenantId, content, by: 'cli' });
  expect(await probes['report/read']!(townPeople.reader)).toBe(false);
  const plan = (await currentPlan(ports.store, tenantId))!;
  const given = { actor: actorOf(townPeople.reader), plan, assignment: plan.assignment('care')! };
  expect((await follow(ports, { ...given, every: 'week' })).outcome).toBe('not-for-you');
});
