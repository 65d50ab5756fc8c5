import { reports, stateOf } from '../../src/reports/report.ts';
import { type Bench, type Figure, ratioAtLeast } from '../figure.ts';
import { Child } from '../tools/children.ts';
import { closedLoop, eachInTurn } from '../tools/load.ts';
import { markOpeningSent, municipalityPlan, openMunicipality, tenantId } from '../tools/municipality.ts';
import { PlainConnector } from '../tools/plain-connector.ts';
import { messages, wholeAssignment } from '../tools/presses.ts';
import { startMeasured } from '../tools/service.ts';
import { cosmosPlace, type Place, sqlitePlace } from '../tools/stores.ts';

const connections = 20;
const rounds = 5;
const presses = 5;

interface Size {
  /** Managers who answer in each round; nobody answers twice. */
  readonly each: number;
  /** Assignments a second, beside five echo turns. */
  readonly goal: number;
}

/** One assignment answered whole: opened, unfolded, answered, what was asked about confirmed with the preview, and sent in. */
export const assignmentOnSqlite = assignmentAnswered('assignment', 'SQLite', sqlitePlace, {
  each: 150,
  goal: 0.8,
});
export const assignmentOnCosmos = assignmentAnswered('assignment-cosmos', 'Cosmos server', cosmosPlace, {
  each: 40,
  goal: 0.2,
});

function assignmentAnswered(
  name: string,
  store: string,
  open: () => Promise<Place>,
  { each, goal }: Size,
): Figure {
  const people = each * (rounds + 1);
  return {
    name,
    lines: {
      whole: {
        title: `One assignment answered, five presses, ${store}`,
        unit: '/s',
        reference: 'five echo turns',
        goal: ratioAtLeast(goal),
      },
    },
    async run(bench) {
      bench.step('a round is opened');
      const place = await open();
      const { serviceUrl } = await PlainConnector.start();
      await openMunicipality(place.store, municipalityPlan(people), { people, serviceUrl });
      await markOpeningSent(place.store);
      const service = await startMeasured({ env: place.env });
      const echo = (await Child.start<never, string>('bench/tools/echo-process.ts', {})).first;
      const next = messages(people, serviceUrl, (count) => `hej ${count}`);
      let answered = 0;
      const ours = async () => {
        const numbers = Array.from({ length: each }, (_, index) => answered + index + 1);
        answered += each;
        return eachInTurn(service.url, {
          connections,
          of: numbers.map((one) => wholeAssignment(one, serviceUrl)),
        });
      };
      const reference = async () =>
        (await closedLoop(echo, { connections, seconds: 2, next })).perSecond / presses;
      await measure(bench, ours, reference);
      await checkSent(place, people);
    },
  };
}

async function measure(bench: Bench, ours: () => Promise<number>, reference: () => Promise<number>) {
  bench.step('warming up');
  await ours();
  await reference();
  await bench.interleave('whole', rounds, { ours, reference });
}

/** Every assignment must be sent in, with all that was said; otherwise the figure would count answers that were lost. */
async function checkSent({ store }: Place, people: number): Promise<void> {
  const sent = await Array.fromAsync(reports(store).all(tenantId));
  const whole = sent.filter((one) => {
    const { judgement, aspects, readings } = stateOf(one);
    return one.revisions.length === 1 && judgement && aspects && Object.keys(readings).length === 3;
  });
  if (whole.length !== people)
    throw new Error(`${people} assignments were answered, ${whole.length} are whole.`);
}
