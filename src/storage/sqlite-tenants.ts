import { existsSync } from 'node:fs';
import { openSqliteFile } from './sqlite-file.ts';

/** Whose documents a file holds; undefined if there is no such file. */
export function tenantsInSqliteFile(path: string): string[] | undefined {
  if (!existsSync(path)) return undefined;
  const database = openSqliteFile(path);
  try {
    const rows = database.prepare('SELECT DISTINCT tenantId FROM documents ORDER BY tenantId').all();
    return rows.map(({ tenantId }) => String(tenantId));
  } finally {
    database.close();
  }
}
