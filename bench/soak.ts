import { parseArgs } from 'node:util';
import { endAll } from '../test/support/at-end.ts';
import { soak } from './soak/run-soak.ts';

/**
 * `npm run soak -- --minutes 10 [--seed N] [--people N]`: a simulated municipality against the whole service, with
 * restarts, kills, a locked store and a failing Teams. Exits with 1 and prints the seed if an invariant did not hold.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    people: { type: 'string', default: '24' },
  },
});
const [minutes, seed, people] = [values.minutes, values.seed, values.people].map(Number);
if (![minutes, seed, people].every(Number.isFinite)) {
  console.error('npm run soak -- --minutes N [--seed N] [--people N]');
  process.exit(1);
}

for (const end of ['SIGINT', 'SIGTERM'] as const)
  process.on(end, () => void endAll().then(() => process.exit(1)));

console.log(`Seed ${seed}: ${minutes} minutes with ${people} managers.`);
const began = performance.now();
const { violations, counts, days, memory } = await soak({
  minutes: minutes!,
  seed: seed!,
  people: people!,
  say: (text) =>
    console.log(`${String(Math.round((performance.now() - began) / 1000)).padStart(4)} s  ${text}`),
});
await endAll();
console.log(`${days} days lived through. ${JSON.stringify(counts)}`);
console.log(`Memory ${Math.round(Math.min(...memory))} to ${Math.round(Math.max(...memory))} MB.`);
for (const one of violations) console.error(`Did not hold: ${one}`);
console.log(
  violations.length === 0
    ? 'Everything held.'
    : `Replay it with: npm run soak -- --seed ${seed} --minutes ${minutes}`,
);
process.exit(violations.length === 0 ? 0 : 1);
