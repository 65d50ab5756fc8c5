import { setTimeout as wait } from 'node:timers/promises';
import type { DocumentStore } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';

/** Gives a store that is just starting, or a network that is not up yet, about half a minute. */
const maxTries = 10;
const pauseMs = 1000;

/**
 * Resolves with the store once it answers, retrying transient problems. Otherwise closes it and throws
 * `store-unavailable` with the problem and the command that fixes it.
 */
export async function readyStore(store: DocumentStore, pause = pauseMs): Promise<DocumentStore> {
  for (let tries = 1; ; tries++) {
    const health = await store.check();
    if (health.ok) return store;
    if (!health.isTransient || tries === maxTries) {
      await store.close();
      throw new RoderError('store-unavailable', health.problem);
    }
    await wait(pause);
  }
}
