import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { readDemoAnswers } from '../../src/demo/demo-answers.ts';
import { reportId, reports } from '../../src/reports/report.ts';
import { openSjovik } from '../support/sjovik.ts';

describe("the demo's other people", () => {
  test('have all sent in what they have to say when the last of them has, also on assignments they share', async () => {
    const { ports, time, tenantId } = await openSjovik();
    await time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
    for (const { assignmentId, personId, answers, at } of readDemoAnswers(
      'later-answers.json',
      'Europe/Stockholm',
    )) {
      const report = await reports(ports.store).find(tenantId, reportId('2026-D', assignmentId));
      const sent = report?.revisions.find(
        ({ by, at: sentAt }) =>
          by.personId === personId && sentAt === at.toString({ fractionalSecondDigits: 3 }),
      );
      expect([assignmentId, sent?.answers]).toEqual([assignmentId, expect.objectContaining(answers)]);
    }
  });
});
