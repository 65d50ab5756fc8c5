import type { Command } from 'commander';
import type { DocumentStore } from '../base/document-store.ts';
import { isLoopback } from '../base/loopback.ts';
import { type Translate, translator } from '../language/language.ts';
import {
  addWebhook,
  removeWebhook,
  rotateSecret,
  type WebhookEvent,
  webhookEvents,
  webhooks,
} from '../messages/webhook.ts';
import type { ExitStatus, PlanCommandPorts } from './plan-commands.ts';
import { inTenant, type TenantOption, type TenantPorts, withTenantOption } from './tenant-option.ts';

/** `webhook add`, `list`, `rotate`, `remove`: which receivers outside are told what happens. */
export function addWebhookCommands(
  program: Command,
  ports: PlanCommandPorts & TenantPorts,
  exit: (status: ExitStatus) => void,
): void {
  const webhook = program.command('webhook').description('receivers outside that are told what happens');
  const add = (name: string, description: string) =>
    withTenantOption(webhook.command(name)).description(description);
  add('add <url>', 'take up a receiver; prints its secret, once')
    .option('--events <events>', `with commas between, of ${webhookEvents.join(', ')}; absent: all`)
    .action(async (url: string, options: TenantOption & { events?: string }) =>
      exit(await inTenant({ ...options, url }, ports, (one) => addOne(one, ports))),
    );
  add('list', 'say who is told what').action(async (options: TenantOption) =>
    exit(await inTenant(options, ports, ({ tenant }) => list(tenant, ports))),
  );
  add('rotate <id>', 'make a new secret; the old one holds for another day').action(
    async (id: string, options: TenantOption) =>
      exit(await inTenant({ ...options, id }, ports, (one) => rotate(one, ports))),
  );
  add('remove <id>', 'tell a receiver nothing more').action(async (id: string, options: TenantOption) =>
    exit(await inTenant({ ...options, id }, ports, (one) => remove(one, ports))),
  );
}

interface Named {
  readonly tenant: string;
  readonly id: string;
}

function addOne(
  {
    tenant: tenantId,
    url,
    events,
  }: { readonly tenant: string; readonly url: string; readonly events?: string },
  ports: PlanCommandPorts,
): Promise<ExitStatus> {
  return inStore(ports, async (store, t) => {
    if (!isAddress(url)) return refuse(ports, t('webhook.fault.url', { given: url }));
    const named = events?.split(',').map((one) => one.trim()) as WebhookEvent[] | undefined;
    const unheard = named?.find((one) => !webhookEvents.includes(one));
    if (unheard !== undefined)
      return refuse(ports, t('webhook.fault.events', { given: unheard, events: webhookEvents.join(', ') }));
    const clock = { now: ports.now };
    const { webhook, secret } = await addWebhook({ store, clock }, { tenantId, url, events: named });
    ports.print(t('webhook.added', { id: webhook.id, url }));
    ports.print(t('webhook.secret', { secret }));
    return 0;
  });
}

/** Encrypted, or on this machine for the demo, which alone sends there; without what nobody is to see. */
function isAddress(text: string): boolean {
  const { protocol, hostname, username, password, hash } = URL.parse(text) ?? {};
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname ?? ''));
  return isSafe && !username && !password && !hash;
}

function list(tenantId: string, ports: PlanCommandPorts): Promise<ExitStatus> {
  return inStore(ports, async (store, t) => {
    const all = await Array.fromAsync(webhooks(store).all(tenantId));
    if (all.length === 0) ports.print(t('webhook.none'));
    for (const { id, url, events } of all)
      ports.print(t('webhook.line', { id, url, events: events?.join(', ') ?? t('webhook.all') }));
    return 0;
  });
}

function rotate({ tenant: tenantId, id }: Named, ports: PlanCommandPorts): Promise<ExitStatus> {
  return inStore(ports, async (store, t) => {
    const made = await rotateSecret({ store, clock: { now: ports.now } }, { tenantId, id });
    if (!made) return refuse(ports, t('webhook.fault.unknown', { id }));
    ports.print(t('webhook.rotated', { id }));
    ports.print(t('webhook.secret', { secret: made.secret }));
    return 0;
  });
}

function remove({ tenant: tenantId, id }: Named, ports: PlanCommandPorts): Promise<ExitStatus> {
  return inStore(ports, async (store, t) => {
    if (!(await removeWebhook({ store }, { tenantId, id })))
      return refuse(ports, t('webhook.fault.unknown', { id }));
    ports.print(t('webhook.removed', { id }));
    return 0;
  });
}

function refuse({ print }: PlanCommandPorts, sentence: string): ExitStatus {
  print(sentence);
  return 1;
}

async function inStore(
  ports: PlanCommandPorts,
  work: (store: DocumentStore, t: Translate) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const store = await ports.openStore();
  try {
    return await work(store, translator(ports.language));
  } finally {
    await store.close();
  }
}
