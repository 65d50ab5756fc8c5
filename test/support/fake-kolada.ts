import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './at-end.ts';

export interface FakeKeyFigure {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly operating_area?: string;
  readonly prel_publication_date?: string | null;
  readonly publication_date?: string | null;
  readonly publ_period?: string | null;
}

export interface FakeGroup {
  readonly id: string;
  readonly title: string;
  readonly members: readonly string[];
}

interface FakeValue {
  readonly kpi: string;
  readonly municipality: string;
  readonly period: number;
  readonly value: number | null;
  readonly isdeleted?: boolean;
}

/** Answers in place of the real thing; undefined lets it be. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => true | undefined;

/**
 * Kolada's version 3 as it is described, on loopback: path form only, pages, at most 25 ids in a segment (422),
 * women and men before the whole, and whatever goes wrong on demand.
 */
export class FakeKolada {
  keyFigures: FakeKeyFigure[] = [];
  groups: FakeGroup[] = [];
  values: FakeValue[] = [];
  /** How many values a page holds, where the question does not say. */
  perPage = 5000;
  misbehaviour: Misbehaviour | undefined;
  /** Every path asked for, in order, with the moment it came. */
  readonly requests: { readonly path: string; readonly at: number }[] = [];
  /** Its base address: `http://127.0.0.1:…/v3`. */
  url = '';
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async start(): Promise<FakeKolada> {
    const kolada = new FakeKolada();
    kolada.#server.listen(0, '127.0.0.1');
    await once(kolada.#server, 'listening');
    kolada.url = `http://127.0.0.1:${(kolada.#server.address() as AddressInfo).port}/v3`;
    atEnd(() => kolada.stop());
    return kolada;
  }

  get paths(): string[] {
    return this.requests.map(({ path }) => decodeURIComponent(path));
  }

  /** Resolves once so many requests have come. */
  async asked(count: number): Promise<void> {
    while (this.requests.length < count) await once(this.#server, 'request');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.requests.push({ path, at: performance.now() });
    if (this.misbehaviour?.(request, response)) return;
    const url = new URL(path, 'http://kolada');
    const found = this.#find(url);
    if ('status' in found) {
      send(response, found.status, { detail: 'no' });
      return;
    }
    send(response, 200, this.#page(url, found.values));
  }

  #find({ pathname, searchParams }: URL): { values: readonly unknown[] } | { status: number } {
    if (!pathname.startsWith('/v3/')) return { status: 410 };
    const [what, ...rest] = pathname.slice('/v3/'.length).split('/').map(decodeURIComponent);
    if (what === 'municipality_groups') return { values: this.#groupsLike(searchParams.get('title') ?? '') };
    if (what === 'kpi') return this.#keyFigures(rest[0]);
    if (what !== 'data' || rest.length !== 6) return { values: [] };
    const [kpis, municipalities, years] = [rest[1], rest[3], rest[5]].map((one) => one!.split(','));
    if ([kpis, municipalities, years].some((ids) => ids!.length > 25)) return { status: 422 };
    const asked = this.values.filter(
      ({ kpi, municipality, period }) =>
        kpis!.includes(kpi) && municipalities!.includes(municipality) && years!.includes(String(period)),
    );
    return { values: asked.map(datumOf) };
  }

  #keyFigures(ids: string | undefined): { values: readonly unknown[] } | { status: number } {
    if (ids === undefined) return { values: this.keyFigures.map(keyFigureOf) };
    const asked = ids.split(',');
    if (asked.length > 25) return { status: 422 };
    return { values: this.keyFigures.filter(({ id }) => asked.includes(id)).map(keyFigureOf) };
  }

  #groupsLike(title: string): unknown[] {
    return this.groups
      .filter((group) => group.title.toLowerCase().includes(title.toLowerCase()))
      .map(({ members, ...group }) => ({
        ...group,
        members: members.map((id) => ({ member_id: id, member_title: `Kommun ${id}` })),
      }));
  }

  #page(url: URL, all: readonly unknown[]) {
    const size = Number(url.searchParams.get('per_page') ?? this.perPage);
    const perPage = Math.min(size, this.perPage);
    const number = Number(url.searchParams.get('page') ?? 1);
    const values = all.slice((number - 1) * perPage, number * perPage);
    const next = new URL(url.href.replace('http://kolada', this.url.replace('/v3', '')));
    next.searchParams.set('page', String(number + 1));
    const isLast = number * perPage >= all.length;
    return { values, count: values.length, next_url: isLast ? null : next.href, previous_url: null };
  }
}

/** Women and men before the whole, which is the one that is meant. */
function datumOf({ kpi, municipality, period, value, isdeleted = false }: FakeValue) {
  const gendered = ['K', 'M'].map((gender) => ({
    gender,
    count: 1,
    status: '',
    value: gender === 'K' ? 1 : 2,
    isdeleted: false,
  }));
  const values = [...gendered, { gender: 'T', count: 1, status: '', value, isdeleted }];
  return { kpi, municipality, period, values };
}

function keyFigureOf({ id, title, ...facts }: FakeKeyFigure) {
  const none = { description: '', operating_area: '', prel_publication_date: null, publication_date: null };
  return {
    ...none,
    publ_period: null,
    is_divided_by_gender: true,
    municipality_type: 'K',
    id,
    title,
    ...facts,
  };
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** The next so many requests are refused like this. */
export function refusing(status: number, times: number, headers: Record<string, string> = {}): Misbehaviour {
  let left = times;
  return (_request, response) => {
    if (left-- <= 0) return undefined;
    send(response, status, { error: 'This endpoint is deprecated. Please use /v3 instead.' }, headers);
    return true;
  };
}
