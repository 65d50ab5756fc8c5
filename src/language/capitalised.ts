/** With a capital at its beginning, as a sentence or a line of its own has. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
