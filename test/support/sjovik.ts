import { join } from 'node:path';
import { recordReport } from '../../src/answers/record-report.ts';
import type { Actor, Log, Ports } from '../../src/base/ports.ts';
import { demoTenant } from '../../src/config.ts';
import { createDemoTime, type DemoTime, demoStart, seedDemo } from '../../src/demo/demo.ts';
import { openDemoClock } from '../../src/demo/demo-clock.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, temporaryFolder } from './at-end.ts';
import { demoPeople } from './demo-people.ts';
import { RecordingMessenger } from './recording-messenger.ts';

export interface Sjovik {
  readonly ports: Ports;
  readonly messenger: RecordingMessenger;
  readonly time: DemoTime;
  readonly tenantId: string;
  actor(role: keyof typeof demoPeople): Actor;
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Sjövik on a real store, without Teams and without a process: for use cases called directly. */
export async function openSjovik(rest: Partial<Ports> = {}): Promise<Sjovik> {
  const store = openSqliteStore(join(await temporaryFolder(), 'roder.db'));
  atEnd(() => store.close());
  const clock = await openDemoClock(store, { tenantId: demoTenant, start: demoStart });
  const messenger = new RecordingMessenger();
  const ports: Ports = { store, messenger, clock, log: silent, instance: 'test', ...rest };
  await seedDemo(ports, demoTenant);
  return {
    ports,
    messenger,
    time: createDemoTime(ports, clock, demoTenant),
    tenantId: demoTenant,
    actor: (role) => ({ tenantId: demoTenant, personId: demoPeople[role] }),
  };
}

/** What the demo leaves to whoever tries it, answered: two assignments that deviate and want leadership's support. */
export async function answerTheRest({ ports, tenantId, actor }: Sjovik): Promise<void> {
  const roundId = '2026-D';
  const by = { personId: actor('socialchef').personId, roleId: 'socialchef' };
  const told = (words: string) => ({ kind: 'words', words }) as const;
  const none = { kind: 'unchanged' } as const;
  const given = { tenantId, roundId, by };
  await recordReport(ports, {
    ...given,
    assignmentId: 'gu2',
    contributionId: 'rest-gu2',
    answers: {
      judgement: {
        status: 'deviation',
        forecast: 'uncertain',
        ownWords: 'Hemtjänsten har svårt att bemanna kvällar och helger. Tre turer körs av timanställda.',
        help: { what: 'Besked om vi får anställa två samordnare före årsskiftet.', from: 'kommundirektor' },
      },
      aspects: {
        economic: told('Timanställda och övertid kostar 1,4 miljoner mer än budget.'),
        ecological: none,
        social: told('Brukarna möter fler olika personer än de borde.'),
      },
      readings: { i14: { value: 58 } },
    },
  });
  await recordReport(ports, {
    ...given,
    assignmentId: 'pu4',
    contributionId: 'rest-pu4',
    answers: {
      judgement: {
        status: 'completed',
        forecast: 'expected',
        ownWords: 'Utredningen är klar och går till kommunstyrelsen i oktober.',
      },
      aspects: { economic: told('Förslaget kostar 900 000 kronor om året.'), ecological: none, social: none },
    },
  });
}
