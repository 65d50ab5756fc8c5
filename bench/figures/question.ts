import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import type { Ports } from '../../src/base/ports.ts';
import { answerQuestion } from '../../test/support/answer-question.ts';
import { textOf } from '../../test/support/card-form.ts';
import { RecordingMessenger } from '../../test/support/recording-messenger.ts';
import { movedClock, openingMorning, personIdOfNumber, portsOn } from '../../test/support/sending-world.ts';
import { type Figure, ratioAtMost } from '../figure.ts';
import {
  inBatches,
  municipalityPlan,
  openMunicipality,
  roundId,
  tenantId,
  titleOf,
} from '../tools/municipality.ts';
import { sqlitePlace } from '../tools/stores.ts';

const questions = 150;

/** "Hur går det med färdtjänst i distrikt 17?", about an assignment with reports. */
export const question: Figure = {
  name: 'question',
  lines: {
    answer: {
      title: 'Status question at 10,000 assignments',
      unit: 'ms',
      reference: 'at 100',
      goal: ratioAtMost(1.3),
    },
  },
  async run(bench) {
    bench.step('100 assignments are reported on');
    const few = await worldOf(100);
    bench.step('10,000 assignments are reported on');
    const many = await worldOf(10_000);
    await answerTime(few);
    await answerTime(many);
    await bench.interleave('answer', 7, { ours: () => answerTime(many), reference: () => answerTime(few) });
  },
};

interface World {
  readonly ports: Ports;
  readonly assignments: number;
}

async function worldOf(assignments: number): Promise<World> {
  const { store } = await sqlitePlace();
  const at = { people: assignments, serviceUrl: 'http://127.0.0.1/' };
  await openMunicipality(store, municipalityPlan(assignments, 0), at);
  const now = Temporal.Instant.from('2026-09-07T10:00:00+02:00');
  const ports = portsOn(store, { messenger: new RecordingMessenger(), clock: movedClock(now) });
  await inBatches(assignments, (number) => report(ports, number));
  return { ports, assignments };
}

function report(ports: Ports, number: number) {
  return recordReport(
    { store: ports.store, clock: movedClock(openingMorning.add({ hours: 1 })) },
    {
      tenantId,
      roundId,
      assignmentId: `a${number}`,
      contributionId: `bench-${number}`,
      by: { personId: personIdOfNumber(number), roleId: `role-${number}` },
      answers: { judgement: { status: 'on_track', ownWords: `Läget i distrikt ${number} är gott.` } },
    },
  );
}

/** Milliseconds per question, averaged over many about different assignments. */
async function answerTime({ ports, assignments }: World): Promise<number> {
  const actor = { tenantId, personId: '00000000-0000-4000-8000-000000000003' };
  const asker = { actor, where: { kind: 'personal' }, language: 'sv' } as const;
  const began = performance.now();
  for (let count = 0; count < questions; count++) {
    const number = 1 + ((count * 7919) % assignments);
    const card = await answerQuestion(ports, asker, `hur går det med ${titleOf(number).toLowerCase()}?`);
    if (count === 0 && !textOf(card).includes(`Läget i distrikt ${number} är gott.`))
      throw new Error(`The question was not answered: ${textOf(card)}`);
  }
  return (performance.now() - began) / questions;
}
