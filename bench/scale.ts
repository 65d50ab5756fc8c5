import { readFileSync } from 'node:fs';
import type { Run } from './report/results.ts';

/**
 * All of Sweden's municipalities on one installation, in the hour when every one of them opens a round at 08:00: what
 * the instances and the store have to do each second, and when the last message has been sent. A reckoning with
 * expected values and no chance in it; its inputs are the kept run of `npm run bench` and the request units of
 * `docs/cost.md`. `node bench/scale.ts` prints the tables of `docs/scale.md`.
 */

/** Assumptions about Sweden, and about mornings. */
const assumed = {
  municipalities: 290,
  /** Sizes are spread as the real ones: half have fewer inhabitants, and all of them make a country. */
  medianInhabitants: 16_100,
  inhabitants: 10_600_000,
  inhabitantsPerManager: 350,
  assignmentsPerManager: 2,
  /** Who answers within the hour, and how long after the message, on average. */
  answersInTheHour: 0.3,
  meanDelaySeconds: 1200,
  /** From the first press to the last. */
  answeringSeconds: 180,
} as const;

/** Messages a second that Teams takes from one app in one tenant, and how many of them Roder uses. */
const perTenant = 49;

/** Request units: `docs/cost.md` says where each is from. */
export interface Costs {
  readonly message: number;
  readonly open: number;
  readonly answer: number;
  /** An instance's looking for work and at it, for one tenant, in a month. */
  readonly lookingInAMonth: number;
  /** How much of an open round is answered: for each instance and manager, in a month. */
  readonly openRoundInAMonth: number;
  readonly dollarsPerMillion: number;
}

/** Seconds of one core. */
export interface Times {
  readonly message: number;
  /** All presses for one assignment. */
  readonly assignment: number;
}

export interface Hour {
  readonly instances: number;
  readonly unitsPerSecond: number;
  /** Seconds after 08:00 when the last message had been sent. */
  readonly lastMessage: number;
  /** Seconds that a press waited at the worst moment, for its instance or for the store. */
  readonly longestWait: number;
  /** Of the instances' time, over the hour. */
  readonly busy: number;
}

/** Managers of each municipality, the smallest first. */
export function managersOf({
  municipalities,
  medianInhabitants,
  inhabitants,
  inhabitantsPerManager,
}: typeof assumed = assumed): number[] {
  const spread = Math.sqrt(2 * Math.log(inhabitants / municipalities / medianInhabitants));
  const sizes = Array.from(
    { length: municipalities },
    (_, place) => medianInhabitants * Math.exp(spread * quantile((place + 0.5) / municipalities)),
  );
  return sizes.map((size) => Math.max(5, Math.round(size / inhabitantsPerManager)));
}

/** Of the normal distribution, by halving until it is near enough. */
function quantile(share: number): number {
  let [low, high] = [-6, 6];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

/** The share below a value; Abramowitz and Stegun 26.2.17. */
function below(value: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(value));
  const tail =
    (Math.exp(-(value ** 2) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return value > 0 ? 1 - tail : tail;
}

/** Second by second: what people do comes first, and what is left is for messages, as Roder holds messages back. */
export function hourOf(
  managers: readonly number[],
  {
    instances,
    unitsPerSecond,
    times,
    costs,
  }: { instances: number; unitsPerSecond: number; times: Times; costs: Costs },
): Hour {
  const unsent = [...managers];
  const answered = { seconds: assumed.assignmentsPerManager * times.assignment, units: costs.answer };
  const sentAt = new Float64Array(3600);
  let [lastMessage, longestWait, used, waiting] = [0, 0, 0, 0];
  for (let second = 0; second < 3600; second++) {
    const left = { seconds: instances, units: unitsPerSecond };
    waiting += answersAt(second, sentAt) / assumed.answeringSeconds;
    const done = Math.min(waiting, left.seconds / answered.seconds, left.units / answered.units);
    longestWait = Math.max(longestWait, done > 0 ? (waiting - done) / done : 0);
    left.seconds -= done * answered.seconds;
    left.units -= done * answered.units;
    waiting -= done;
    const wanted = unsent.map((one) => Math.min(one, perTenant));
    const all = wanted.reduce((sum, one) => sum + one, 0);
    const units = costs.message + costs.open;
    const sent = Math.min(all, left.seconds / times.message, left.units / units);
    for (const [place, one] of wanted.entries()) unsent[place]! -= all > 0 ? (one * sent) / all : 0;
    sentAt[second] = sent;
    if (sent > 0.5) lastMessage = second + 1;
    used += instances - left.seconds + sent * times.message;
  }
  return { instances, unitsPerSecond, lastMessage, longestWait, busy: used / 3600 / instances };
}

/** Whoever is answering in this second: each for as long as it takes, some time after their message. */
function answersAt(second: number, sentAt: Float64Array): number {
  let begun = 0;
  const { answersInTheHour, meanDelaySeconds, answeringSeconds } = assumed;
  for (let at = 0; at < second; at++) {
    if (sentAt[at] === 0) continue;
    const after = second - at;
    const before = Math.max(0, after - answeringSeconds);
    begun +=
      sentAt[at]! *
      answersInTheHour *
      (Math.exp(-before / meanDelaySeconds) - Math.exp(-after / meanDelaySeconds));
  }
  return begun;
}

export interface Month {
  readonly instances: number;
  readonly millionUnits: number;
  readonly dollars: number;
}

/** A month with one round open all through it, three messages to each and one answer from each. */
export function monthOf(managers: readonly number[], instances: number, costs: Costs): Month {
  const people = managers.reduce((sum, one) => sum + one, 0);
  const units =
    people * (costs.open + 3 * costs.message + costs.answer) +
    instances * (managers.length * costs.lookingInAMonth + people * costs.openRoundInAMonth);
  return { instances, millionUnits: units / 1e6, dollars: (units / 1e6) * costs.dollarsPerMillion };
}

/** What `docs/cost.md` counts, at strong consistency. */
export const counted: Costs = {
  message: 30,
  open: 5,
  answer: 90,
  lookingInAMonth: 43_200 * (9 + 7),
  openRoundInAMonth: 2880 * 0.78,
  dollarsPerMillion: 0.28,
};

/** What one core does, by the kept run: Cosmos DB's server, and Teams, on the same machine. */
export function measured(): Times {
  const file = new URL('results/kept.json', import.meta.url);
  const { lines } = JSON.parse(readFileSync(file, 'utf8')) as Run;
  const perSecond = (figure: string, line: string) => {
    const found = lines.find((one) => one.figure === figure && one.line === line);
    if (!found) throw new Error(`The kept run has no ${figure}/${line}: npm run bench -- --keep`);
    return found.ours.median;
  };
  return {
    message: 1 / perSecond('reminders', 'rate'),
    assignment: 1 / perSecond('assignment-cosmos', 'whole'),
  };
}

const clock = (seconds: number) =>
  `08:${`${Math.floor(seconds / 60)}`.padStart(2, '0')}:${`${seconds % 60}`.padStart(2, '0')}`;

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const managers = managersOf();
  const times = measured();
  const people = managers.reduce((sum, one) => sum + one, 0);
  console.log(
    `${managers.length} municipalities, ${people} managers; the smallest ${managers[0]}, half below ${managers[145]}, the largest ${managers.at(-1)}.`,
  );
  console.log(
    '\n| Instances | Request units a second | Last message | Longest wait of an answer | Instances busy |\n|---|---|---|---|---|',
  );
  for (const instances of [1, 2, 4, 8])
    for (const unitsPerSecond of [5_000, 20_000, 50_000]) {
      const { lastMessage, longestWait, busy } = hourOf(managers, {
        instances,
        unitsPerSecond,
        times,
        costs: counted,
      });
      console.log(
        `| ${instances} | ${unitsPerSecond} | ${clock(lastMessage)} | ${longestWait.toFixed(1)} s | ${(100 * busy).toFixed(0)} % |`,
      );
    }
  console.log('\n| Instances | Million request units a month | Dollars |\n|---|---|---|');
  for (const instances of [1, 2, 4, 8]) {
    const { millionUnits, dollars } = monthOf(managers, instances, counted);
    console.log(`| ${instances} | ${Math.round(millionUnits)} | ${Math.round(dollars)} |`);
  }
}
