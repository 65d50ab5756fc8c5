import { summarySizeTests } from '../support/summary-size-tests.ts';

summarySizeTests([300]);
