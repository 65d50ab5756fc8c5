import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { PushKind } from '../calendar/push-times.ts';
import type { Ports } from '../ports.ts';
import type { Document, DocumentStore } from '../storage/document-store.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/** What was sent to whom, when and how it went. Short-lived; holds no text. Its id begins with the time. */
export interface SendLogEntry extends Document {
  readonly kind: 'sendLog';
  readonly at: Timestamp;
  readonly personId: string;
  readonly askIds: readonly string[];
  /** `digest`: what a person has asked to follow. */
  readonly push: PushKind | 'digest';
  /** When it was due. */
  readonly dueAt: Timestamp;
  readonly outcome: 'sent' | 'skipped' | 'retry' | 'unknown' | 'unreachable' | 'failed';
  readonly reason?: string | undefined;
  /** An earlier attempt never said how it went: Teams may have shown the message before. */
  readonly perhapsSecondCopy?: true | undefined;
  readonly activityId?: string | undefined;
}

export function sendLog(store: DocumentStore): Documents<SendLogEntry> {
  return documentsOf<SendLogEntry>(store, { kind: 'sendLog' });
}

export type NewSendLogEntry = Omit<SendLogEntry, 'kind' | 'schema' | 'id' | 'at' | 'nextAt' | 'slot'>;

export async function writeSendLog(
  ports: Pick<Ports, 'store' | 'clock'>,
  entry: NewSendLogEntry,
): Promise<void> {
  const at = toTimestamp(ports.clock.now());
  const id = `${at.replaceAll(/[-:.]/gu, '')}~${entry.personId}~${entry.push}~${entry.outcome}`;
  await sendLog(ports.store).upsert({ ...entry, id, at });
}
