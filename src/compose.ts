import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { addApi } from './api/add-api.ts';
import { demoTokens } from './api/caller.ts';
import { inTime } from './base/in-time.ts';
import { createLog } from './base/log.ts';
import type { Log, Ports } from './base/ports.ts';
import { type Cloud, demoCloud, microsoftCloud } from './bot/cloud.ts';
import { createLinkingMessenger, type PageLinks } from './bot/page-links.ts';
import { createRedirectingMessenger } from './bot/redirecting-messenger.ts';
import { createSendPace, realStopwatch } from './bot/send-pace.ts';
import { TeamsAdapter } from './bot/teams-adapter.ts';
import { createBot } from './bot/teams-bot.ts';
import { createTeamsMessenger } from './bot/teams-messenger.ts';
import { createTurnAllowance, type TurnAllowance } from './bot/token-bucket.ts';
import { type Config, secretsOf } from './config.ts';
import { learntWeights } from './conversation/classifier.ts';
import { createDemoTime, type DemoTime, demoStart, seedDemo } from './demo/demo.ts';
import { openDemoClock } from './demo/demo-clock.ts';
import { messengerAtScreen } from './demo/demo-persons.ts';
import { createEntraVerifier } from './http/entra-token.ts';
import { close } from './http/guards.ts';
import { createServer, listen } from './http/server.ts';
import { createWebhookSender } from './http/webhook-sender.ts';
import { createKolada } from './kolada/kolada-client.ts';
import { createLanguageModel } from './language-model/azure-openai.ts';
import { createSendingTurn } from './messages/sending-lease.ts';
import { openStore } from './open-store.ts';
import { currentPlan } from './plan/plan-store.ts';
import { startDailyBackup } from './schedule/daily-backup.ts';
import { fetchDue } from './schedule/do-due-work.ts';
import { lookForDue } from './schedule/look-for-due.ts';
import { startTicker } from './schedule/ticker.ts';
import { startWatch, watchSecret, watchStore } from './schedule/watch.ts';
import { notingStore } from './storage/noted-writes.ts';
import { readyStore } from './storage/ready-store.ts';
import { createStoreClock } from './storage/store-clock.ts';
import { measuredMessenger } from './telemetry/instruments.ts';
import { createTelemetry } from './telemetry/lazy-telemetry.ts';
import { linkOfCard } from './web/links.ts';
import type { WebOptions } from './web/visit.ts';

export interface Roder {
  readonly port: number;
  /**
   * Stops taking requests, finishes the work in progress and closes the store: within 20 seconds, whatever others do.
   */
  stop(): Promise<void>;
}

/** How often to look for due work. In demo mode the clock stands still, so there a tick is only for retries. */
const tickMs = 5000;
/** Where each query costs money (Cosmos DB), the longest interval between looks when nothing is due. */
const idleMs = 60_000;

/** On shutdown: how long requests and messages in progress may take before they are cut off. */
const underWayMs = 8000;
/** On shutdown: the limit for everything together. A lease that was not given back expires by itself. */
const stoppingMs = 12_000;

/** The composition root: the only place that constructs everything. Throws a `RoderError` that says what to fix. */
export async function startRoder(
  config: Config,
  cloud = cloudOf(config),
  stopwatch = realStopwatch,
): Promise<Roder> {
  const log = createLog(config.logLevel, secretsOf(config));
  const instance = randomUUID().slice(0, 8);
  const telemetry = createTelemetry(config.telemetry, { log, instance });
  const measures = { metrics: telemetry?.metrics, tracing: telemetry?.tracing };
  const time = createStoreClock(
    () => Temporal.Now.instant().epochMilliseconds,
    (behindMs) => clockApart(log, behindMs),
  );
  const store = notingStore(await readyStore(await openStore(config, { ...measures, time })));
  // The demo's clock stands still until somebody moves it.
  const demoClock =
    config.mode === 'demo'
      ? await openDemoClock(store, { tenantId: config.tenants[0]!, start: demoStart })
      : undefined;
  const clock = demoClock ?? time;
  const adapter = new TeamsAdapter(config.app, cloud);
  let lastServiceUrl: string | undefined;
  const end = new AbortController();
  const stopping = end.signal;
  const cut = new AbortController();
  const teams = createTeamsMessenger({
    adapter,
    pace: createSendPace({ stopwatch, stopping }),
    serviceUrl: () => lastServiceUrl ?? cloud.globalServiceUrl,
    cut: cut.signal,
  });
  const sending = telemetry ? measuredMessenger(teams, telemetry) : teams;
  const pageLinks = pageLinksOf(config);
  const redirected = config.redirectAll
    ? createRedirectingMessenger({ messenger: sending, store, to: config.redirectAll })
    : sending;
  // Outermost, where a card is still the very one that was rendered.
  const linking = pageLinks ? createLinkingMessenger(redirected, pageLinks) : redirected;
  const messenger = demoClock ? messengerAtScreen(linking, store) : linking;
  // In demo mode the browser is on this machine; the port is known once the server listens.
  let localUrl: string | undefined;
  const publicUrl = () => config.publicUrl ?? localUrl;
  const kolada = config.koladaUrl ? createKolada({ baseUrl: config.koladaUrl, stopping }) : undefined;
  const languageModel = config.languageModel && createLanguageModel(config.languageModel);
  const webhooks = createWebhookSender({
    now: () => time.now().epochMilliseconds / 1000,
    mayBeHere: config.mode === 'demo',
    pace: createSendPace({ stopwatch, stopping }),
    cut: cut.signal,
  });
  const { timeZone } = config;
  // Several instances may work on it, and each query costs money.
  const isShared = config.store.kind === 'cosmos' && config.mode === 'production';
  const ports: Ports = {
    store,
    messenger,
    clock,
    log,
    ...measures,
    instance,
    timeZone,
    kolada,
    languageModel,
    webhooks,
    publicUrl,
    sendingTurn: isShared ? createSendingTurn({ store, clock, instance }) : undefined,
    stopping,
  };
  if (config.mode === 'production') await tellIfEmpty(ports, config);
  const storeWatch = watchStore(ports);
  const demoTime = demoClock && (await openDemo(ports, demoClock, config.tenants[0]!));

  const allowance = createTurnAllowance(config.turnLimits);
  const bot = createBot({
    ports,
    config,
    adapter,
    allowance,
    demo: demoTime,
    pageLinks,
    workIsDue: () => ticker.soon(),
    serviceUrlSeen: (url) => {
      lastServiceUrl = url;
    },
  });
  const server = createServer({
    bot,
    ports,
    tenants: config.tenants,
    web: webOf(config, { log, cloud, allowance, demo: demoTime, workIsDue: () => ticker.soon() }),
    demoTime,
    storeHealth: () => storeWatch.health(),
    health: () => watch.health(),
    quietMs: () => ticker.quietMs(),
  });
  const { signInAppId: appId, tenants } = config;
  const signIn = appId && createEntraVerifier({ appId, tenants, signInUrl: cloud.signInUrl, log });
  const verify = config.mode === 'demo' ? demoTokens(tenants[0]!) : signIn;
  if (verify) addApi(server, { ports, verify });
  // Else whoever writes first would wait for what is learnt from the examples.
  learntWeights();
  const port = await listen(server, config.port, config.host);
  if (config.mode === 'demo') localUrl = `http://127.0.0.1:${port}`;
  const wait = isShared ? lookForDue(ports, { minMs: tickMs, maxMs: idleMs }) : tickMs;
  const ticker = startTicker(ports, config.tenants, wait, demoTime?.doDueWork);
  const fetcher = startTicker(ports, config.tenants, isShared ? idleMs : tickMs, fetchDue);
  log.info({ event: 'listening', port, mode: config.mode, store: config.store.kind }, 'Roder is up.');
  const loading = telemetry?.load();
  const watch = startWatch(ports, config.tenants, loading);
  const secret = watchSecret(ports, config);
  const backups =
    config.backup && config.store.kind === 'sqlite'
      ? startDailyBackup(ports, { ...config.backup, path: config.store.path, timeZone })
      : undefined;
  return {
    port,
    async stop() {
      end.abort();
      watch.stop();
      secret.stop();
      const cutting = setTimeout(() => cut.abort(), underWayMs);
      const parts = [
        close(server, underWayMs),
        ticker.stop(),
        fetcher.stop(),
        storeWatch.stop(),
        backups?.stop(),
      ];
      if ((await inTime(stoppingMs, Promise.all(parts), () => 'late')) === 'late')
        log.warn(
          { event: 'stopped-late' },
          'Something under way came to no end: it is taken up again later.',
        );
      clearTimeout(cutting);
      await loading;
      await telemetry?.stop();
      await store.close();
      log.info({ event: 'stopped' }, 'Roder has stopped.');
    },
  };
}

function pageLinksOf({ signInAppId, teamsAppId, publicUrl }: Config): PageLinks | undefined {
  return signInAppId && teamsAppId && publicUrl ? { teamsAppId, publicUrl, pathOf: linkOfCard } : undefined;
}

/** In the demo somebody is picked; else there are pages where people can sign in. */
function webOf(
  config: Config,
  {
    log,
    cloud,
    allowance,
    demo,
    workIsDue,
  }: { log: Log; cloud: Cloud; allowance: TurnAllowance; demo: DemoTime | undefined; workIsDue: () => void },
): Omit<WebOptions, 'ports' | 'tenants'> | undefined {
  const { signInAppId: appId, tenants, mode } = config;
  if (mode !== 'demo' && !appId) return undefined;
  const { signInUrl } = cloud;
  const signIn = appId
    ? { appId, signInUrl, verify: createEntraVerifier({ appId, tenants, signInUrl, log }) }
    : undefined;
  const allows = (tenantId: string, aadObjectId: string) =>
    allowance.take(tenantId, { type: 'message', from: { id: aadObjectId, name: '', aadObjectId } });
  return { signIn, allows, workIsDue, demo };
}

function cloudOf({ mode }: Config): Cloud {
  return mode === 'demo' ? demoCloud : microsoftCloud;
}

function clockApart(log: Log, behindMs: number): void {
  const facts = { event: 'clock-apart', behindSeconds: Math.round(behindMs / 1000) };
  log.warn(facts, "This machine's clock is wrong. Roder goes by the store's; set it right.");
}

/** A lost file, or a setting that names the wrong one, looks like a first start, and nobody would be reminded. */
async function tellIfEmpty({ store, log }: Ports, config: Config): Promise<void> {
  for (const tenantId of config.tenants) {
    if (await currentPlan(store, tenantId)) continue;
    const where = config.store.kind === 'sqlite' ? resolve(config.store.path) : config.store.endpoint;
    log.warn(
      { event: 'store-empty', tenantId, store: where },
      'The store holds no plan of this organisation: import one. Where there has been one, RODER_STORE names another place or the data are gone: `roder restore` brings a backup back.',
    );
  }
}

async function openDemo(ports: Ports, clock: DemoTime['clock'], tenantId: string): Promise<DemoTime> {
  await seedDemo(ports, tenantId);
  return createDemoTime(ports, clock, tenantId);
}
