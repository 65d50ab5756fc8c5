import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { changeAnswer, openAnswer, takeCard } from '../../src/answers/answer.ts';
import { submitAnswer } from '../../src/answers/submit-answer.ts';
import type { AnswerView } from '../../src/answers/view.ts';
import type { DocumentStore } from '../../src/base/document-store.ts';
import type { Ports } from '../../src/base/ports.ts';
import { demoTenant } from '../../src/config.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { drafts } from '../../src/reports/draft.ts';
import { reportId, reports, stateOf } from '../../src/reports/report.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { partsTogether } from '../../src/rounds/asked-together.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { type MovedClock, movedClock, portsOn } from '../support/sending-world.ts';
import { norrnas } from '../worlds/norrnas/half-year.ts';

afterAll(endAll);

const content = norrnas();
/** Of the housing company: one assignment, with a value each month. */
const personId = content.persons.find(({ upn }) => upn?.startsWith('vd@'))!.id!;
const [august, interim] = ['2026-08', '2026-D'].map((id) => askId(id, personId)) as [string, string];

let store: DocumentStore;
let clock: MovedClock;
let messenger: RecordingMessenger;
let ports: Ports;

beforeEach(async () => {
  store = openSqliteStore(':memory:');
  atEnd(() => store.close());
  clock = movedClock(Temporal.Instant.from('2026-08-24T09:00:00+02:00'));
  messenger = new RecordingMessenger();
  ports = portsOn(store, { messenger, clock });
  await importPlan({ store, now: clock.now(), tenantId: demoTenant, content, by: 'test' });
  await workAt('2026-08-24T09:00:00+02:00');
  await workAt('2026-09-01T07:30:00+02:00');
});

async function workAt(at: string): Promise<void> {
  clock.moveTo(Temporal.Instant.from(at));
  await runDueWork(ports, demoTenant);
}

const moveOn = (ask: string) => ({
  actor: { tenantId: demoTenant, personId },
  askId: ask,
  language: 'sv' as const,
});
const cardOf = (view: AnswerView) => ('card' in view ? view.card : undefined)!;
const reportOf = (roundId: string) => reports(store).find(demoTenant, reportId(roundId, 'u16'));
const isAnswered = async (id: string) => (await asks(store).get(demoTenant, id)).state === 'answered';

/** How it goes and the value of August, to the preview. */
async function write(ask: string, value: string): Promise<AnswerView> {
  const opened = await openAnswer(ports, moveOn(ask));
  const { data } = actionsIn(cardOf(opened)).find(({ verb }) => verb === 'answer/next')!;
  const inputs = { status: 'on_track', ownWords: '', 'reading-m45': value };
  const seen = String(data!.seen);
  return takeCard(ports, {
    ...moveOn(String(data!.ask)),
    assignmentId: 'u16',
    inputs,
    seen,
    go: 'next',
  });
}

/** The store, until the process ends after so many reports have been written. */
function endingAfter(count: number): Ports {
  let written = 0;
  const create: DocumentStore['create'] = async (document) => {
    if (document.kind === 'report' && written++ >= count) throw new Error('The process has ended.');
    return store.create(document);
  };
  // Others write the same all the time, so that it is written step by step.
  const writeAll: DocumentStore['writeAll'] = async () => ({ outcome: 'conflict' });
  const own: Partial<DocumentStore> = { create, writeAll };
  const dying = { ...store, ...own };
  return { ...ports, store: dying };
}

describe('rounds that ask about the same days', () => {
  test('come in one message with one button, each with its own last day', () => {
    const card = messenger.sent.find(({ to }) => 'personId' in to && to.personId === personId)!.message.card;
    expect(actionsIn(card).filter(({ verb }) => verb === 'answer/open')).toHaveLength(1);
    const text = textOf(card);
    expect(text).toContain('Augusti 2026: svara gärna senast måndag 14 september.');
    expect(text).toContain('Delårsbokslut per augusti 2026: svara gärna senast fredag 18 september.');
    expect(text.split('Bostäder för inflyttning')).toHaveLength(2);
  });

  test.each([
    ['the month', august],
    ['the interim', interim],
  ])('are one answer, whichever is opened: %s', async (_name, ask) => {
    await write(ask, '6,1');
    expect((await submitAnswer(ports, moveOn(ask))).view).toBe('receipt');
    const [month, whole] = [await reportOf('2026-08'), await reportOf('2026-D')];
    expect(month!.revisions.map(({ id }) => id)).toEqual(whole!.revisions.map(({ id }) => id));
    expect(month!.revisions).toHaveLength(1);
    expect(stateOf(month).readings.m45!.answer).toEqual({ value: 6.1 });
    expect(stateOf(whole).readings.m45!.answer).toEqual({ value: 6.1 });
    // The month does not ask how it goes.
    expect(stateOf(month).judgement).toBeUndefined();
    expect(stateOf(whole).judgement?.answer.status).toBe('on_track');
    expect([await isAnswered(august), await isAnswered(interim)]).toEqual([true, true]);
  });

  test('an answer that is written in steps and cut off between the two is not acknowledged, and pressing again finishes it', async () => {
    await write(august, '6,1');
    await expect(submitAnswer(endingAfter(1), moveOn(august))).rejects.toThrow('ended');
    const there = [await reportOf('2026-08'), await reportOf('2026-D')].filter(Boolean);
    expect(there).toHaveLength(1);
    expect(await isAnswered(august)).toBe(false);
    expect(await Array.fromAsync(drafts(store).all(demoTenant))).toHaveLength(1);
    expect((await submitAnswer(ports, moveOn(august))).view).toBe('receipt');
    const [month, whole] = [await reportOf('2026-08'), await reportOf('2026-D')];
    expect(month!.revisions).toHaveLength(1);
    expect(whole!.revisions.map(({ id }) => id)).toEqual(month!.revisions.map(({ id }) => id));
    expect(await Array.fromAsync(drafts(store).all(demoTenant))).toEqual([]);
  });

  test('an answer cut off before it is written leaves nothing of it, and pressing again writes it', async () => {
    await write(august, '6,1');
    const writeAll = () => Promise.reject(new Error('The process has ended.'));
    await expect(submitAnswer({ ...ports, store: { ...store, writeAll } }, moveOn(august))).rejects.toThrow(
      'ended',
    );
    expect([await reportOf('2026-08'), await reportOf('2026-D')]).toEqual([undefined, undefined]);
    expect([await isAnswered(august), await isAnswered(interim)]).toEqual([false, false]);
    expect(await Array.fromAsync(drafts(store).all(demoTenant))).toHaveLength(1);
    expect((await submitAnswer(ports, moveOn(august))).view).toBe('receipt');
    expect([await isAnswered(august), await isAnswered(interim)]).toEqual([true, true]);
  });

  test('after one has closed a change goes to the one that is open, and the card says so', async () => {
    await write(august, '6,1');
    await submitAnswer(ports, moveOn(august));
    await workAt('2026-09-29T09:00:00+02:00');
    const opened = await changeAnswer(ports, { ...moveOn(interim), assignmentId: 'u16' });
    const said =
      'Augusti 2026 har stängt och ändras inte. Det du skriver nu gäller Delårsbokslut per augusti 2026.';
    expect(textOf(cardOf(opened))).toContain(said);
    const { data } = actionsIn(cardOf(opened)).find(({ verb }) => verb === 'answer/next')!;
    const inputs = { status: 'on_track', ownWords: '', 'reading-m45': '5,9' };
    const seen = String(data!.seen);
    await takeCard(ports, { ...moveOn(interim), assignmentId: 'u16', inputs, seen, go: 'next' });
    expect((await submitAnswer(ports, moveOn(interim))).view).toBe('receipt');
    expect(stateOf(await reportOf('2026-08')).readings.m45!.answer).toEqual({ value: 6.1 });
    expect(stateOf(await reportOf('2026-D')).readings.m45!.answer).toEqual({ value: 5.9 });
  });

  test('what was begun before one of them closed is gone on with in the other', async () => {
    await write(august, '6,1');
    await workAt('2026-09-29T09:00:00+02:00');
    const opened = await openAnswer(ports, moveOn(august));
    const typed = inputsIn(cardOf(opened)).map(({ id, value }) => [id, value]);
    expect(Object.fromEntries(typed)).toMatchObject({ status: 'on_track', 'reading-m45': '6,1' });
    expect((await submitAnswer(ports, moveOn(interim))).view).toBe('receipt');
    expect(await reportOf('2026-08')).toBeUndefined();
    expect(stateOf(await reportOf('2026-D')).readings.m45!.answer).toEqual({ value: 6.1 });
  });

  test('what somebody who shares the role has answered in one of them is not theirs in both', () => {
    const part = { assignmentId: 'u16', as: 'owner', roleId: 'vd', indicatorIds: [] } as const;
    const theirs = { ...part, answeredAt: '2026-09-01T08:00:00.000Z', answeredBy: 'ordforande' };
    const mine = { ...part, answeredAt: '2026-09-02T08:00:00.000Z' };
    const [both] = partsTogether([{ parts: [theirs] }, { parts: [mine] }]);
    expect(both!.answeredBy).toBeUndefined();
    expect(both!.answeredAt).toBeDefined();
    expect(partsTogether([{ parts: [theirs] }, { parts: [theirs] }])[0]).toEqual(theirs);
  });

  test('rounds about other days have an answer of their own', async () => {
    await write(august, '6,1');
    await submitAnswer(ports, moveOn(august));
    await workAt('2026-10-01T07:30:00+02:00');
    const opened = await openAnswer(ports, moveOn(askId('2026-09', personId)));
    expect(opened.view).toBe('questions');
    expect(textOf(cardOf(opened))).toContain('September 2026 och Kvartal 3 2026');
    expect(textOf(cardOf(opened))).not.toContain('Delårsbokslut per augusti 2026 och');
  });
});
