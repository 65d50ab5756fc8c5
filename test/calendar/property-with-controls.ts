import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

/**
 * A property of whatever is built right, with controls: things built wrong, each by the mistake it is named
 * for, of which the same property must find a counterexample. A property without one could hold of anything.
 */
export function testProperty<Subject>(
  name: string,
  { of, holds, mistakes }: PropertyWithControls<Subject>,
): void {
  describe(name, () => {
    test('holds', () => {
      fc.assert(holds(of), { numRuns: 500 });
    });
    test.each(Object.keys(mistakes))('would be found broken if %s', (mistake) => {
      const { counterexample, errorInstance } = fc.check(holds(mistakes[mistake]!), {
        numRuns: 10_000,
        seed: 1,
        // Whichever is found: to look for the smallest takes longer than all the rest.
        endOnFailure: true,
      });
      expect(counterexample).not.toBeNull();
      // Answered wrongly, that is: a mistake that merely crashes would show nothing.
      expect(String(errorInstance)).toContain('Property failed by returning false');
    });
  });
}

interface PropertyWithControls<Subject> {
  readonly of: Subject;
  readonly holds: (subject: Subject) => fc.IProperty<unknown>;
  readonly mistakes: Readonly<Record<string, Subject>>;
}
