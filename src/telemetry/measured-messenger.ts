import { measured } from '../base/measured.ts';
import type { Messenger, SendOutcome } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';

/** A messenger whose attempts are measured with what came of them. */
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
