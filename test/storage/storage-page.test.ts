import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { documentKinds } from '../../src/base/document-store.ts';
import {
  accountConsistency,
  dataContributorRole,
  documentsContainer,
} from '../../src/storage/cosmos-client.ts';

test('docs/storage.md says of the container what the code says', async () => {
  const page = await readFile('docs/storage.md', 'utf8');
  const told = (what: string) => {
    const line = page.split('\n').find((one) => one.startsWith(`| ${what} |`)) ?? '';
    return [...line.matchAll(/`([^`]+)`/g)].map(([, value]) => value);
  };
  const { id, partitionKey, indexingPolicy } = documentsContainer;
  const paths = (kind: 'includedPaths' | 'excludedPaths') => indexingPolicy[kind].map(({ path }) => path);
  expect({
    consistency: told('Account, default consistency'),
    role: told("Role of Roder's identity (data plane)"),
    id: told('Container'),
    partitionKey: told('Partition key'),
    mode: told('Indexing mode'),
    indexed: told('Indexed paths'),
    excluded: told('Excluded paths'),
  }).toEqual({
    consistency: [accountConsistency],
    role: [dataContributorRole],
    id: [id],
    partitionKey: partitionKey.paths,
    mode: [indexingPolicy.indexingMode],
    indexed: paths('includedPaths'),
    excluded: paths('excludedPaths'),
  });
});

test('it says of every kind what the version before makes of it', async () => {
  const page = await readFile('docs/storage.md', 'utf8');
  const [, table = ''] = page.split('| Kind | New since');
  const rows = table
    .split('\n\n')[0]!
    .split('\n')
    .map((row) => row.split('|')[1] ?? '');
  const named = rows.flatMap((first) => [...first.matchAll(/`([^`]+)`/gu)].map(([, kind]) => kind));
  expect(named.toSorted()).toEqual(documentKinds.toSorted());
});
