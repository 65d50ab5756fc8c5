import { type Language, translator } from '../language/language.ts';
import type { PlanContent } from './plan-schema.ts';
import { entriesIn, type SheetName, valueAt } from './workbook-sheets.ts';
import { sheetTables } from './workbook-tables.ts';
import { sheetTitle } from './workbook-words.ts';

/** What an entry may do without, and is missed most where a file has lost it: counted beside the entries. */
const alsoCounted: Partial<Readonly<Record<SheetName, { readonly path: string; readonly key: string }>>> = {
  assignments: { path: 'contributors', key: 'contributors' },
  milestones: { path: 'done', key: 'reached' },
  indicators: { path: 'target', key: 'targets' },
};

/** How much of everything a plan holds, by the names its workbook has: `Uppdrag 8 (14 medverkande)`, `Milstolpar 14`. */
export function planCounts(plan: PlanContent, language: Language): string[] {
  return sheetTables
    .filter(({ list }) => list !== '')
    .map((table) => {
      const entries = entriesIn(plan, table);
      const counted = `${sheetTitle(table.name, language)} ${entries.length}`;
      const also = alsoCounted[table.name];
      if (!also) return counted;
      const count = entries.reduce((sum, { entry }) => sum + sizeOf(valueAt(entry, also.path)), 0);
      return `${counted} (${translator(language)(`planFaults:count-${also.key}`, { count })})`;
    });
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value === undefined || value === null ? 0 : 1;
}
