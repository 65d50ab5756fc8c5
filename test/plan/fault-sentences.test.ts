import { describe, expect, test } from '@jest/globals';
import { translator } from '../../src/language/language.ts';
import { faultCodes } from '../../src/plan/fault-codes.ts';
import { describeFault } from '../../src/plan/plan-fault.ts';

describe.each(['sv', 'en'] as const)('a fault in %s', (language) => {
  const t = translator(language);

  test.each(faultCodes)('of the kind %s is a sentence that begins with where it is', (code) => {
    const fault = { path: 'assignments[pu1].owner', code, found: '<found> & $t(x)', expected: 'expected' };
    const sentence = describeFault(fault, t);
    expect(sentence).toMatch(/^assignments\[pu1\]\.owner(:| saknas| är| is) ?.*[.\])x]$/u);
    expect(sentence).not.toContain('{{');
  });

  test('shows what was found as it stands', () => {
    const fault = { path: 'a', code: 'unknown-role', found: '<b> & {{path}} $t(x)', expected: 'b' } as const;
    expect(describeFault(fault, t)).toContain('<b> & {{path}} $t(x)');
  });
});
