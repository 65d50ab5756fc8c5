import { createServer as createHttpServer } from 'node:http';
import { Temporal } from 'temporal-polyfill';
import { addApi } from '../../src/api/add-api.ts';
import type { Ports } from '../../src/base/ports.ts';
import { createEntraVerifier } from '../../src/http/entra-token.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { demoInputWith, type Place } from '../plan/demo-plan.ts';
import { atEnd } from '../support/at-end.ts';
import { demoPeople } from '../support/demo-people.ts';
import { FakeEntra } from '../support/fake-entra.ts';
import { serveDoors } from '../support/serve-doors.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

export const appId = '5a1e0000-0000-4000-8000-000000000001';
/** A program, as its own object in a tenant. */
export const programId = '77777777-7777-4777-8777-777777777777';
export const otherTenant = '22222222-2222-4222-8222-222222222222';

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed where it is JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ApiWorld extends Sjovik {
  readonly entra: FakeEntra;
  readonly url: string;
  /** A program's token with these roles. */
  program(roles: readonly string[], tid?: string): Promise<string>;
  /** A person's own, as a program that acts for them has it. */
  person(role: keyof typeof demoPeople | 'stranger', tid?: string): Promise<string>;
  call(path: string, token?: string, options?: RequestInit): Promise<Called>;
  put(path: string, token: string, body: unknown): Promise<Called>;
}

/** Sjövik a Monday of its interim round, and beside it another municipality, behind the API's own door with Entra's tokens. */
export async function openApi(
  options: {
    readonly maxPerMinute?: number;
    readonly changes?: readonly (readonly [Place, unknown])[];
    /** When it is; absent: Monday 21 September 2026, 08:00. */
    readonly at?: string;
    /** More municipalities than the two, by their tenants. */
    readonly more?: ReadonlyMap<string, PlanContent>;
  } = {},
): Promise<ApiWorld> {
  const world = await openSjovik();
  const { ports, time, tenantId } = world;
  await adopt(ports, tenantId, demoPlanWith(...(options.changes ?? [])));
  await adopt(ports, otherTenant, demoPlanWith([['organisation', 'name'], 'Norrnäs kommun']));
  for (const [tenant, content] of options.more ?? []) await adopt(ports, tenant, content);
  await time.moveTo(Temporal.Instant.from(options.at ?? '2026-09-21T08:00:00+02:00'));
  const entra = await FakeEntra.start();
  const tenants = [tenantId, otherTenant, ...(options.more?.keys() ?? [])];
  const { log } = ports;
  const verify = createEntraVerifier({ appId, tenants, signInUrl: entra.url, log });
  const { maxPerMinute = 1_000_000 } = options;
  const url = await serveDoors(ports, { add: (server) => addApi(server, { ports, verify, maxPerMinute }) });

  async function call(path: string, token?: string, more: RequestInit = {}): Promise<Called> {
    const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(more.headers as object) };
    const answer = await fetch(`${url}${path}`, { ...more, headers });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson && text ? JSON.parse(text) : {},
    };
  }

  return {
    ...world,
    entra,
    url,
    program: (roles, tid = tenantId) =>
      entra.signedIn({ tid, oid: programId, sub: programId, aud: appId, azp: programId, roles: [...roles] }),
    person: (role, tid = tenantId) => {
      const oid = role === 'stranger' ? '99999999-9999-4999-8999-999999999999' : demoPeople[role];
      return entra.signedIn({ tid, oid, aud: appId, azp: programId, scp: 'access_as_user' });
    },
    call,
    put: (path, token, body) =>
      call(path, token, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

function demoPlanWith(...changes: readonly (readonly [Place, unknown])[]): PlanContent {
  const checked = checkPlan(demoInputWith(...changes));
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
}

async function adopt(ports: Ports, tenantId: string, content: PlanContent): Promise<void> {
  const now = ports.clock.now();
  await importPlan({ store: ports.store, now, tenantId, content, by: 'test' });
  await scheduleRounds(ports, tenantId, (await currentPlan(ports.store, tenantId))!);
}

/** A receiver outside, that does as it is told. */
export interface Receiver {
  readonly url: string;
  readonly got: { readonly headers: Readonly<Record<string, string>>; readonly body: string }[];
  answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'hang';
}

export async function openReceiver(): Promise<Receiver> {
  const receiver: { -readonly [K in keyof Receiver]: Receiver[K] } = {
    url: '',
    got: [],
    answer: { status: 204 },
  };
  const server = createHttpServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    receiver.got.push({ headers: request.headers as Record<string, string>, body });
    if (receiver.answer === 'hang') return;
    response.writeHead(receiver.answer.status, receiver.answer.headers);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  receiver.url = `http://127.0.0.1:${(server.address() as { port: number }).port}/roder`;
  return receiver;
}
