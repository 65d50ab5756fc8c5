import { setTimeout as wait } from 'node:timers/promises';
import type { DocumentStore } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';

/** A store that is just being started, or a network that is not there yet, gets about half a minute. */
const maxTries = 10;
const pauseMs = 1000;

/**
 * The store once it answers: what passes by itself is waited for. Otherwise closes it and throws
 * `store-unavailable` with what is wrong and the command that mends it.
 */
export async function readyStore(store: DocumentStore, pause = pauseMs): Promise<DocumentStore> {
  for (let tries = 1; ; tries++) {
    const health = await store.check();
    if (health.ok) return store;
    if (!health.mayPass || tries === maxTries) {
      await store.close();
      throw new RoderError('store-unavailable', health.problem);
    }
    await wait(pause);
  }
}
