import { Temporal } from 'temporal-polyfill';
import { understandWritten } from '../../src/conversation/ask.ts';
import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';
import { demoPlan } from '../../test/plan/demo-plan.ts';
import { below, type Figure } from '../figure.ts';
import { municipalityPlan, titleOf } from '../tools/municipality.ts';

const questions = 200;
const today = Temporal.PlainDate.from('2026-09-15');

/** Understanding a question by the rules alone: no store, no card. */
export const understood: Figure = {
  name: 'understood',
  lines: {
    question: {
      title: 'A question understood at 300 assignments and 1,500 indicators',
      unit: 'ms',
      reference: 'at 8 and 22',
      goal: below(5),
    },
    dictionary: { title: '  memory of the words and examples', unit: 'MB', goal: 'none' },
  },
  async run(bench) {
    const before = memory();
    const many = indexPlan(municipalityPlan(300, 5), 1);
    const few = indexPlan(demoPlan(), 1);
    time(few, ['hur går det med hamnen?']);
    bench.measured('dictionary', 'ours', memory() - before);
    const titles = Array.from({ length: questions }, (_, index) => titleOf(1 + ((index * 7919) % 300)));
    const asked = titles.map((title) => `hur går det med ${title.toLowerCase()}?`);
    const known = Array.from(
      { length: questions },
      (_, index) => knownQuestions[index % knownQuestions.length]!,
    );
    time(many, asked);
    await bench.interleave('question', 7, {
      ours: async () => time(many, asked),
      reference: async () => time(few, known),
    });
  },
};

const knownQuestions = [
  'hur går det med äldreomsorgen?',
  'vilka behöver hjälp?',
  'sjukfrånvaron i våras',
  'sammanfatta läget',
  'påminn mig på fredag',
];

/** Milliseconds per question. */
function time(plan: Plan, texts: readonly string[]): number {
  const began = performance.now();
  for (const text of texts) understandWritten(text, { plan, today });
  return (performance.now() - began) / texts.length;
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_000_000;
}
