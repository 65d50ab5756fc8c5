/** The round id that prefixes the id of an ask, a report or a support request. */
export function roundIdOf(id: string): string {
  return id.slice(0, id.indexOf(':'));
}
