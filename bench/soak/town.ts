import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { demoTenant } from '../../src/config.ts';
import { demoStart } from '../../src/demo/demo.ts';
import { defaultPeriods } from '../../src/plan/default-periods.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { temporaryFolder } from '../../test/support/at-end.ts';
import { leadershipChannel } from '../../test/support/demo-world.ts';
import type { FakePerson } from '../../test/support/fake-person.ts';
import { FakeTeams } from '../../test/support/fake-teams.ts';
import { RecordingMessenger } from '../../test/support/recording-messenger.ts';
import { moveClock, type RunningService, startService } from '../../test/support/running-service.ts';
import { movedClock, personIdOfNumber, portsOn } from '../../test/support/sending-world.ts';
import { municipalityPlan } from '../tools/municipality.ts';
import type { Ledger } from './ledger.ts';

/** A municipality on the whole service: its people, Teams and store, and the ways to disturb the service. */
export class Town {
  readonly teams: FakeTeams;
  readonly people: readonly FakePerson[];
  readonly path: string;
  readonly #ledger: Ledger;
  #service: RunningService;
  #now = demoStart;
  #ending = false;

  private constructor(
    { teams, people, path, service }: Pick<Town, 'teams' | 'people' | 'path'> & { service: RunningService },
    ledger: Ledger,
  ) {
    this.teams = teams;
    this.people = people;
    this.path = path;
    this.#service = service;
    this.#ledger = ledger;
    this.#watch(service);
  }

  static async build(count: number, ledger: Ledger): Promise<Town> {
    const path = join(await temporaryFolder(), 'roder.db');
    await seed(path, townPlan(count));
    const teams = await FakeTeams.start();
    const service = await startService({ ownProcess: true, store: path });
    teams.connectTo(service.url);
    const people = Array.from({ length: count }, (_, index) =>
      teams.person({ tenantId: demoTenant, aadObjectId: personIdOfNumber(index + 1) }),
    );
    for (const one of people) await one.install();
    const town = { teamId: '19:kommunen@thread.tacv2', channelId: leadershipChannel };
    await teams.channel({ tenantId: demoTenant, ...town }).install(people[0]!);
    return new Town({ teams, people, path, service }, ledger);
  }

  get now() {
    return this.#now;
  }

  /** If a restart interrupts it, the next pass continues: the clock resumes where it stopped. */
  async pass(hours: number): Promise<void> {
    this.#now = this.#now.add({ minutes: Math.round(hours * 60) });
    await moveClock(this.#service, this.#now.toString()).catch(() =>
      this.#ledger.count('clock stopped on its way'),
    );
  }

  async restart(how: 'stop' | 'kill'): Promise<void> {
    const from = Date.now();
    this.#ending = true;
    const { code } = await this.#service[how]();
    if (how === 'stop' && code !== 0) this.#ledger.violated(`A stop ended with ${code}.`);
    this.#checkOutput();
    this.#service = await startService({ ownProcess: true, store: this.path });
    this.#ending = false;
    this.#watch(this.#service);
    this.teams.connectTo(this.#service.url);
    if (how === 'kill') this.#ledger.interrupted(from, Date.now());
  }

  /** Locks the file for writing. If that lasts some seconds, Roder must report that storage is down. */
  async holdStore(ms: number): Promise<void> {
    const from = Date.now();
    const other = new DatabaseSync(this.path, { timeout: 3000 });
    try {
      other.exec('BEGIN IMMEDIATE');
      await wait(ms);
      other.exec('ROLLBACK');
    } finally {
      other.close();
    }
    this.#ledger.interrupted(from, Date.now());
  }

  async measure(): Promise<void> {
    const status = await readFile(`/proc/${this.#service.pid}/status`, 'utf8').catch(() => '');
    const kb = /VmRSS:\s+(\d+)/u.exec(status)?.[1];
    if (kb) this.#ledger.memory.push(Number(kb) / 1024);
  }

  async end(): Promise<void> {
    this.#ending = true;
    const { code } = await this.#service.stop();
    if (code !== 0) this.#ledger.violated(`The last stop ended with ${code}.`);
    this.#checkOutput();
  }

  #watch(service: RunningService): void {
    void service.exited!.then(({ code, signal }) => {
      if (!this.#ending) this.#ledger.violated(`The service ended by itself (${signal ?? code}).`);
    });
  }

  /** What must never be in a log, however the service was disturbed. */
  #checkOutput(): void {
    for (const line of this.#service.output().split('\n')) {
      if (/unhandled|UnhandledPromise|FATAL|TypeError|ReferenceError|RangeError/u.test(line))
        this.#ledger.violated(`The log says: ${line.slice(0, 400)}`);
    }
  }
}

/** Sjövik's rules and channel, with a monthly round for years. */
function townPlan(people: number): PlanContent {
  const plan = municipalityPlan(people, 3);
  const channels = [{ id: leadershipChannel, name: { sv: 'Ledningsgruppen', en: 'Leadership' } }];
  const monthly = [2026, 2027, 2028, 2029].flatMap((year) => defaultPeriods('monthly', year));
  const indicators = plan.indicators.map((one) => ({ ...one, frequency: 'monthly' as const }));
  return { ...plan, channels, indicators, periods: [...plan.periods, ...monthly], summaryFirst: 'opening' };
}

async function seed(path: string, content: PlanContent): Promise<void> {
  const store = openSqliteStore(path);
  const ports = portsOn(store, { messenger: new RecordingMessenger(), clock: movedClock(demoStart) });
  await importPlan({ store, now: demoStart, tenantId: demoTenant, content, by: 'soak' });
  await scheduleRounds(ports, demoTenant, (await currentPlan(store, demoTenant))!);
  await store.close();
}
