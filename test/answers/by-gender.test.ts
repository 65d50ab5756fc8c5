import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { openAnswer, takeCard } from '../../src/answers/answer.ts';
import { submitAnswer } from '../../src/answers/submit-answer.ts';
import type { AnswerView } from '../../src/answers/view.ts';
import type { Ports } from '../../src/base/ports.ts';
import { demoTenant } from '../../src/config.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { reportId, reports, stateOf } from '../../src/reports/report.ts';
import { askId } from '../../src/rounds/ask.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { movedClock, portsOn } from '../support/sending-world.ts';
import { norrnas } from '../worlds/norrnas/half-year.ts';

afterAll(endAll);

const content = norrnas();
/** Gives the sick leave, which the plan wants of women and of men. */
const personId = content.persons.find(({ upn }) => upn?.startsWith('hr.kansli@'))!.id!;
const move = {
  actor: { tenantId: demoTenant, personId },
  askId: askId('2026-08', personId),
  language: 'sv',
} as const;
let ports: Ports;

beforeEach(async () => {
  const store = openSqliteStore(':memory:');
  atEnd(() => store.close());
  const clock = movedClock(Temporal.Instant.from('2026-08-24T09:00:00+02:00'));
  ports = portsOn(store, { messenger: new RecordingMessenger(), clock });
  await importPlan({ store, now: clock.now(), tenantId: demoTenant, content, by: 'test' });
  await runDueWork(ports, demoTenant);
  clock.moveTo(Temporal.Instant.from('2026-09-01T07:30:00+02:00'));
  await runDueWork(ports, demoTenant);
});

const cardOf = (view: AnswerView) => ('card' in view ? view.card : undefined)!;

async function write(inputs: Record<string, string>): Promise<AnswerView> {
  const { data } = actionsIn(cardOf(await openAnswer(ports, move))).find(
    ({ verb }) => verb === 'answer/next',
  )!;
  const [assignmentId, seen] = [String(data!.assignment), String(data!.seen)];
  return takeCard(ports, { ...move, assignmentId, seen, inputs, go: 'next' });
}

const readings = async () =>
  stateOf(await reports(ports.store).find(demoTenant, reportId('2026-08', 'u14'))).readings;

test('a value of women and of men may stand beside the total, is kept with it and shown wherever it is', async () => {
  const ids = inputsIn(cardOf(await openAnswer(ports, move))).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['reading-m42', 'women-m42', 'men-m42']));
  const preview = await write({ 'reading-m42': '7,1', 'women-m42': '8,2 %', 'men-m42': '4' });
  expect(textOf(cardOf(preview))).toMatch(/kvinnor 8,2.%, män 4.%/u);
  await submitAnswer(ports, move);
  expect((await readings()).m42!.answer).toEqual({ value: 7.1, women: 8.2, men: 4 });
  const asker = { actor: move.actor, where: { kind: 'personal' }, language: 'sv' } as const;
  const said = textOf(await answerQuestion(ports, asker, 'sjukfrånvaro kommunalt anställda'));
  expect(said).toMatch(/7,1.%.*kvinnor 8,2.%, män 4.%/su);
});

test('neither is needed, and one alone may be given', async () => {
  await write({ 'reading-m42': '7,1', 'women-m42': '', 'men-m42': '4,0' });
  await submitAnswer(ports, move);
  expect((await readings()).m42!.answer).toEqual({ value: 7.1, men: 4 });
});

test('one that cannot be read, or stands without the total, stops and stays in its field', async () => {
  const unread = cardOf(await write({ 'reading-m42': '7,1', 'women-m42': 'åtta', 'men-m42': '' }));
  expect(textOf(unread)).toContain('åtta');
  expect(inputsIn(unread).find(({ id }) => id === 'women-m42')!.value).toBe('åtta');
  const alone = cardOf(await write({ 'reading-m42': '', 'women-m42': '8', 'men-m42': '' }));
  expect(textOf(alone)).toContain('Skriv också värdet för alla');
  expect(inputsIn(alone).find(({ id }) => id === 'women-m42')!.value).toBe('8');
});
