import { afterAll } from '@jest/globals';
import { endAll } from '../at-end.ts';

/** Whatever a test file has left running ends with it. */
afterAll(endAll);
