import { csvInCalcTests } from '../support/csv-in-calc.ts';

csvInCalcTests(['sv']);
