import { readFile } from 'node:fs/promises';
import { moveClock, type RunningService } from '../../test/support/running-service.ts';
import { type Bench, below, type Figure, ratioAtMost } from '../figure.ts';
import { closedLoop } from '../tools/load.ts';
import { markOpeningSent, municipalityPlan, openMunicipality, titleOf } from '../tools/municipality.ts';
import { PlainConnector } from '../tools/plain-connector.ts';
import { judgementPresses, messages } from '../tools/presses.ts';
import { dueOf, spreadOpenings } from '../tools/sending.ts';
import { startMeasured } from '../tools/service.ts';
import { sqlitePlace } from '../tools/stores.ts';

const people = 10_000;
/** Reminders go to three of twenty parts while measuring: all of them would take minutes at Teams' rate limit. */
const parts = 20;
const hours = 3;

/** The whole service with 10,000 people: reminders at Teams' rate limit while people answer and ask questions. */
export const memory: Figure = {
  name: 'memory',
  lines: {
    whole: {
      title: 'Memory, 10,000 people, after a day',
      unit: 'MB',
      reference: 'after its first hour',
      goal: ratioAtMost(1.1),
    },
    bound: { title: '  in all', unit: 'MB', goal: below(320) },
    start: { title: '  after the start', unit: 'MB', goal: below(180) },
  },
  async run(bench) {
    bench.step('a round for 10,000 people is opened');
    const { store, path } = await sqlitePlace();
    const connector = await PlainConnector.start();
    const { serviceUrl } = connector;
    await openMunicipality(store, municipalityPlan(people, 0), { people, serviceUrl });
    await markOpeningSent(store);
    await spreadOpenings(store, { people: (people / parts) * hours, parts: hours });
    await store.close();
    const service = await startMeasured({ store: path });
    bench.measured('start', 'ours', await residentMb(service));
    for (let hour = 0; hour < hours; hour++) {
      bench.step(`hour ${hour + 1} of ${hours}`);
      await passHour(service, hour, serviceUrl);
      await record(bench, hour, await residentMb(service));
    }
  },
};

function record(bench: Bench, hour: number, mb: number): void {
  if (hour === 0) bench.measured('whole', 'reference', mb);
  if (hour < hours - 1) return;
  bench.measured('whole', 'ours', mb);
  bench.measured('bound', 'ours', mb);
}

async function passHour(service: RunningService, hour: number, serviceUrl: string): Promise<void> {
  const at = { connections: 4, seconds: 6 };
  const question = (count: number) => `hur går det med ${titleOf(1 + (count % people)).toLowerCase()}?`;
  await Promise.all([
    moveClock(service, dueOf(hour).toString()),
    closedLoop(service.url, { ...at, next: judgementPresses(people, serviceUrl) }),
    closedLoop(service.url, { ...at, next: messages(people, serviceUrl, question) }),
  ]);
}

/** Resident set size: everything the process holds, as the system counts it. */
async function residentMb({ pid }: RunningService): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)![1]) / 1024;
}
