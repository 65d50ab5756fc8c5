import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { demoInput, demoInputWith } from './demo-plan.ts';
import { schemaFile } from './schema-file.ts';

describe('the published schema', () => {
  const published = readFileSync('docs/plan.schema.json', 'utf8');
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(published));

  test('is that of the code: `npm run docs` writes it', () => {
    expect(published).toBe(schemaFile());
  });

  test('takes the demo plan', () => {
    expect([validate(demoInput()), validate.errors]).toEqual([true, null]);
  });

  test.each([
    [
      'an assignment without one of the three aspects',
      ['assignments', 'gu1', 'aspects', 'social'],
      undefined,
    ],
    ['a field that does not exist', ['assignments', 'gu1', 'status'], 'completed'],
    ['an id with spaces', ['roles', 'hr-chef', 'id'], 'hr chef'],
    ['a date that is no date', ['assignments', 'pu1', 'start'], 'i våras'],
  ] as const)('refuses %s', (_what, place, value) => {
    expect(validate(demoInputWith([place, value]))).toBe(false);
  });
});
