import { writeFile } from 'node:fs/promises';
import * as z from 'zod/v4';
import { planFileSchema } from '../../src/plan/plan-schema.ts';

/** The plan's format as JSON Schema, for editors and for other programs that write plans. */
export function schemaFile(): string {
  const schema = z.toJSONSchema(planFileSchema, { io: 'input', reused: 'ref' });
  const about = {
    title: 'Roder plan',
    description:
      'A plan for Roder, in JSON or YAML. What no schema can say (references, the three aspects, dates in order) ' +
      'is checked by `roder plan check`.',
  };
  return `${JSON.stringify({ ...schema, ...about }, null, 2)}\n`;
}

if (import.meta.main) await writeFile('docs/plan.schema.json', schemaFile());
