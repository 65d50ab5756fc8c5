import type { Finding } from './plan-fault.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';

/** What is disposed of has a time; what is preserved has none. Each kind of record is named once. */
export function* retentionRules({ retention }: ReadablePlan): Generator<Finding> {
  const seen = new Set<string>();
  for (const { entry, path } of entriesOf(retention?.records, 'retention', 'records')) {
    const { record, months } = entry;
    if (record && seen.has(record)) yield { path: [...path, 'record'], code: 'double-record', found: record };
    if (record) seen.add(record);
    if (entry.class === 'dispose' && !('months' in entry))
      yield { path: [...path, 'months'], code: 'retention-without-period' };
    if (entry.class === 'preserve' && months !== undefined)
      yield { path: [...path, 'months'], code: 'retention-of-preserved', found: months };
  }
}
