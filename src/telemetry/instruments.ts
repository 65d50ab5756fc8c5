import type { DocumentStore } from '../base/document-store.ts';
import { measured } from '../base/measured.ts';
import type { Messenger, SendOutcome } from '../base/messenger.ts';
import type { MetricAttributes, Ports } from '../base/ports.ts';

/** Everything Roder measures; `docs/operations.md` explains how to use it. */
export interface Instrument {
  /** A histogram, a sum that only grows, or a current value. */
  readonly kind: 'histogram' | 'counter' | 'gauge';
  readonly unit: string;
  readonly description: string;
}

export const instruments: Readonly<Record<string, Instrument>> = {
  'roder.turn.duration_ms': {
    kind: 'histogram',
    unit: 'ms',
    description: 'An activity from Teams until it is answered.',
  },
  'roder.card_action.duration_ms': {
    kind: 'histogram',
    unit: 'ms',
    description: 'A button pressed on a card until its answer is ready.',
  },
  'roder.send.duration_ms': {
    kind: 'histogram',
    unit: 'ms',
    description: 'One attempt to send or change a message, waiting for its turn included.',
  },
  'roder.store.duration_ms': {
    kind: 'histogram',
    unit: 'ms',
    description: 'One operation of the store, all its attempts together.',
  },
  'roder.store.request_charge': {
    kind: 'histogram',
    unit: 'RU',
    description: 'Request units of one operation on Cosmos DB.',
  },
  'roder.store.attempts': {
    kind: 'histogram',
    unit: '1',
    description: 'Attempts that one operation on Cosmos DB took.',
  },
  'roder.tick.duration_ms': {
    kind: 'histogram',
    unit: 'ms',
    description: 'One look for due work in one organisation, the work included.',
  },
  'roder.queue.age_s': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest due work of a kind has waited.',
  },
  'roder.round.coverage': {
    kind: 'gauge',
    unit: '1',
    description: 'The share of an open round that has been answered, 0 to 1.',
  },
  'roder.heartbeat.alive': {
    kind: 'counter',
    unit: '1',
    description: 'One each minute and instance, while work is looked for.',
  },
  'roder.heartbeat.trouble': {
    kind: 'gauge',
    unit: '1',
    description: 'How much is late, silent, or of leadership’s channels not reached: 0 while all is well.',
  },
  'roder.backup.age_days': {
    kind: 'gauge',
    unit: 'd',
    description: 'Whole days since the newest daily backup of an SQLite store.',
  },
  'roder.heartbeat.reminder_age_h': {
    kind: 'gauge',
    unit: 'h',
    description: 'Hours since a reminder last reached somebody.',
  },
};

/** Wraps a messenger to measure every attempt and its outcome. */
export function measuredMessenger(
  messenger: Messenger,
  ports: Pick<Ports, 'metrics' | 'tracing'>,
): Messenger {
  const attempt = (operation: string, work: () => Promise<SendOutcome>) =>
    measured(ports, { name: 'roder.send', operation }, async (note) => {
      const outcome = await work();
      note({ outcome: outcome.kind, ...('reason' in outcome ? { reason: outcome.reason } : {}) });
      return outcome;
    });
  return {
    sendToPerson: (address, message) => attempt('person', () => messenger.sendToPerson(address, message)),
    postToChannel: (address, message) => attempt('channel', () => messenger.postToChannel(address, message)),
    update: (sent, message) => attempt('update', () => messenger.update(sent, message)),
  };
}

/**
 * Wraps a store so that its operations become trace steps. Pass `metrics` only for a store that records none itself.
 */
export function measuredStore(
  store: DocumentStore,
  ports: Pick<Ports, 'metrics' | 'tracing'>,
): DocumentStore {
  const step = <T>(operation: string, kind: string, work: () => Promise<T>): Promise<T> => {
    const said: MetricAttributes = { operation, kind };
    return measured(ports, { name: 'roder.store', ...said }, work);
  };
  return {
    get: (key) => step('get', key.kind, () => store.get(key)),
    getMany: (query) => step('getMany', 'many', () => store.getMany(query)),
    writeAll: (writes) => step('writeAll', 'many', () => store.writeAll(writes)),
    create: (document) => step('create', document.kind, () => store.create(document)),
    replace: (document, etag) => step('replace', document.kind, () => store.replace(document, etag)),
    upsert: (document) => step('upsert', document.kind, () => store.upsert(document)),
    delete: (key, etag) => step('delete', key.kind, () => store.delete(key, etag)),
    list: (query) => step('list', query.kind, () => store.list(query)),
    due: (query) => step('due', query.kind, () => store.due(query)),
    isAnyDue: (query) => step('isAnyDue', 'many', () => store.isAnyDue(query)),
    check: () => store.check(),
    close: () => store.close(),
  };
}
