import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import { demoTenant, readConfig } from '../config.ts';
import { readDemoPlan } from '../demo/demo-plan.ts';
import { formatMoment } from '../language/dates.ts';
import { type Language, translator } from '../language/language.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import type { ExitStatus } from './plan-commands.ts';
import { type Playground, playgroundConfig, startPlayground } from './playground.ts';
import { findPorts, stopSignal, untilOk } from './processes.ts';

export interface DemoOptions {
  readonly port: number;
  readonly playgroundPort: number;
  /** Start over with an empty store. */
  readonly fresh?: true;
}

export interface DemoTerminal {
  print(line: string): void;
  readonly language: Language;
}

const store = '.roder/demo.db';
const playgroundFolder = '.roder/playground';

/**
 * Runs Roder on the demo's store with Microsoft's Playground beside it until asked to end, then ends both. Prints where
 * to look once both answer. Throws a `RoderError` that says what to fix.
 */
export async function runDemo(options: DemoOptions, terminal: DemoTerminal): Promise<ExitStatus> {
  const asked = stopSignal();
  const ports = await findPorts(options, terminal.language);
  if ('taken' in ports) {
    for (const line of ports.taken) terminal.print(line);
    return 1;
  }
  if (options.fresh) await forgetDemo();
  const continued = existsSync(store);
  const plan = await readDemoPlan();
  const playground = startPlayground({
    folder: playgroundFolder,
    config: playgroundConfig(plan, { tenantId: demoTenant, language: terminal.language }),
    endpoint: `${roderUrl(ports.port)}/api/messages`,
    port: ports.playgroundPort,
    language: terminal.language,
  });
  const roder = startInDemoMode(ports.port);
  try {
    const over = Promise.race([asked, playground.lost]);
    const up = roder.then(() =>
      introduce({ playground, roder: roderUrl(ports.port), plan, continued }, terminal),
    );
    await Promise.race([over, up]);
    await over;
    return 0;
  } finally {
    const stopped = roder.then((one) => one.stop()).catch(() => undefined);
    await Promise.all([playground.end(), stopped]);
  }
}

/** Uses nothing from the environment except the log level: production settings must not affect the demo. */
async function startInDemoMode(port: number) {
  const { startRoder } = await import('../compose.ts');
  const LOG_LEVEL = process.env.LOG_LEVEL ?? 'warn';
  return startRoder(
    readConfig({ RODER_MODE: 'demo', RODER_STORE: `sqlite:${store}`, PORT: `${port}`, LOG_LEVEL }),
  );
}

interface Running {
  readonly playground: Playground;
  readonly roder: string;
  readonly plan: PlanContent;
  readonly continued: boolean;
}

async function introduce(
  { playground, roder, plan, continued }: Running,
  { print, language }: DemoTerminal,
): Promise<void> {
  const t = translator(language);
  await Promise.all(
    [playground.url, `${roder}/readyz`].map((url) => untilOk(url, { language, log: playground.log })),
  );
  if (continued) {
    const { now } = (await (await fetch(`${roder}/demo/clock`)).json()) as { now: string };
    const moment = formatMoment(Temporal.Instant.from(now), plan.timeZone, language);
    print(t('cli.demo.continued', { moment }));
  }
  print(t('cli.demo.open', { url: playground.url }));
  print(t('cli.demo.pages', { url: `${roder}/app/` }));
  for (const line of ['write', 'ask', 'look', 'become', 'network']) print(t(`cli.demo.${line}`));
}

/** Deletes the database and SQLite's two files beside it. */
async function forgetDemo(): Promise<void> {
  for (const file of [store, `${store}-wal`, `${store}-shm`]) await rm(file, { force: true });
}

function roderUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}
