import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { contents } from './contract/contents.ts';
import { dueWork } from './contract/due-work.ts';
import { ids } from './contract/ids.ts';
import { listing } from './contract/listing.ts';
import type { Place } from './contract/place.ts';
import { races, tenants } from './contract/sharing.ts';
import { together } from './contract/together.ts';
import { writing } from './contract/writing.ts';

export interface OpenedStore {
  readonly store: DocumentStore;
  close(): Promise<void>;
}

/** The port of `src/base/document-store.ts` as a test: every implementation passes it unchanged. */
export function documentStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(name, () => {
    let opened: OpenedStore;
    const here: Place = { tenantId: '', store: undefined as unknown as DocumentStore };
    beforeAll(async () => {
      opened = await open();
      here.store = opened.store;
    });
    afterAll(() => opened.close());
    // A tenant of its own for every test: so that the suite also runs on a store that others use.
    beforeEach(() => {
      here.tenantId = randomUUID();
    });

    describe('writing and reading', () => writing(here));
    describe('what a document may hold', () => contents(here));
    describe('ids', () => ids(here));
    describe('listing', () => listing(here));
    describe('due work', () => dueWork(here));
    describe('several at once', () => together(here));
    describe('tenants', () => tenants(here));
    describe('races', () => races(here));
    test('says that it answers', async () => {
      expect(await here.store.check()).toEqual({ ok: true });
    });
  });
}
