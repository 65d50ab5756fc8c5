/**
 * What must exist in Azure Cosmos DB before Roder starts. This is the one place: the Bicep template, the
 * documentation and the check at start are compared with it. Roder itself may not create any of it, since
 * the data-plane role it runs with cannot.
 */

/** Reads see a write at once on every instance only with this consistency; the port promises it. */
export const accountConsistency = 'Strong';

/** "Cosmos DB Built-in Data Contributor": the only role Roder's identity needs, and the same in every account. */
export const dataContributorRole = '00000000-0000-0000-0000-000000000002';

/** The `id` of an item is always indexed; nothing but what queries ask for is added, since each path costs. */
export const documentsContainer = {
  id: 'documents',
  partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 },
  indexingPolicy: {
    indexingMode: 'consistent',
    automatic: true,
    includedPaths: [{ path: '/pk/?' }, { path: '/key/?' }, { path: '/due/?' }, { path: '/dueInSlot/?' }],
    excludedPaths: [{ path: '/*' }],
  },
} as const;
