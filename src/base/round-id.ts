/** The round that the id of an ask, a report or a support request begins with. */
export function roundIdOf(id: string): string {
  return id.slice(0, id.indexOf(':'));
}
