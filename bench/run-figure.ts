import { endAll } from '../test/support/at-end.ts';
import type { Bench, Report, Side } from './figure.ts';
import { figures } from './figures.ts';

/** Runs one figure in its own process, so that none uses memory left by another: `run-figure.ts NAME`. */
const report = (one: Report) => void process.send!(one);

const bench: Bench = {
  step: (step) => report({ step }),
  measured: (line, side, value) => report({ line, side, value }),
  async interleave(line, rounds, sides) {
    for (let round = 0; round < rounds; round++) {
      const order: readonly Side[] = round % 2 === 0 ? ['ours', 'reference'] : ['reference', 'ours'];
      for (const side of order) {
        report({ step: `round ${round + 1} of ${rounds}: ${side}` });
        report({ line, side, value: await sides[side]() });
      }
    }
  },
};

for (const end of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.on(end as 'SIGINT', () => void endAll().then(() => process.exit(1)));

const figure = await figures[process.argv[2]!]!();
try {
  await figure.run(bench);
} finally {
  await endAll();
}
process.exit(0);
