import { afterAll } from '@jest/globals';
import { defaultPeriods } from '../../src/plan/default-periods.ts';
import { periodKinds } from '../../src/plan/plan-schema.ts';
import { endAll } from '../support/at-end.ts';
import { sjovikOfMany } from '../support/simulated-year.ts';
import { simulatedYearTests } from '../support/simulated-year-tests.ts';

afterAll(endAll);

/** With every kind of round there is, so that many fall on the same days. */
const everyKind = () => sjovikOfMany(periodKinds.flatMap((kind) => defaultPeriods(kind, 2026)));

simulatedYearTests('Sjövik with monthly, quarterly, tertial, interim and annual rounds', everyKind);
