import { afterAll } from '@jest/globals';
import { endAll } from '../support/at-end.ts';
import { sjovikOfMany } from '../support/simulated-year.ts';
import { simulatedYearTests } from '../support/simulated-year-tests.ts';

afterAll(endAll);

simulatedYearTests('Sjövik', () => sjovikOfMany());
