const one = 'tenantId = :tenantId AND kind = :kind AND id = :id';
const insert =
  'INSERT INTO documents VALUES (:tenantId, :kind, :id, :etag, :nextAt, :slot, :body) ON CONFLICT DO';
const newContent = 'SET etag = :etag, nextAt = :nextAt, slot = :slot, body = :body';
const select = 'SELECT etag, body FROM documents WHERE tenantId = :tenantId AND kind = :kind';
const earliestFirst = 'nextAt <= :before ORDER BY nextAt, id LIMIT :limit';

/**
 * All SQL of the embedded store. Text is compared byte by byte in UTF-8, which is code-point order.
 * Each statement is answered by an index alone (a test asks SQLite), so that time does not grow with the file.
 */
export const statements = {
  get: `${select} AND id = :id`,
  create: `${insert} NOTHING`,
  replace: `UPDATE documents ${newContent} WHERE ${one} AND etag = :expected`,
  upsert: `${insert} UPDATE ${newContent}`,
  delete: `DELETE FROM documents WHERE ${one} AND etag = :expected`,
  list: `${select} AND id >= max(:from, :after) AND id <> :after AND id < :to ORDER BY id LIMIT :limit`,
  due: `${select} AND ${earliestFirst}`,
  dueOfSlot: `${select} AND slot = :slot AND ${earliestFirst}`,
} as const;
