/**
 * A client leaves an empty input out of what it sends, so that emptied and never there look alike. Each button
 * therefore names the inputs that go with it; what it names and does not bring was left empty.
 */

interface Button {
  data?: Readonly<Record<string, unknown>>;
  readonly associatedInputs?: unknown;
}

/** More than any card of Roder's names. */
const longest = 5000;

/** Changes the card it is given: the ids stand in each button's data as `inputs`, with spaces between. */
export function nameInputs(card: object): void {
  const [ids, buttons]: [string[], Button[]] = [[], []];
  collect(card, ids, buttons);
  if (ids.length === 0) return;
  for (const button of buttons) button.data = { ...button.data, inputs: ids.join(' ') };
}

function collect(node: unknown, ids: string[], buttons: Button[]): void {
  if (node === null || typeof node !== 'object') return;
  const { type, id, associatedInputs } = node as { type?: unknown; id?: unknown; associatedInputs?: unknown };
  if (typeof type === 'string' && type.startsWith('Input.')) ids.push(String(id));
  if (type === 'Action.Execute' && associatedInputs !== 'none') buttons.push(node as Button);
  for (const part of Object.values(node)) collect(part, ids, buttons);
}

/** What a button brought, with '' for each input that was left empty. */
export function withEmptied(data: unknown): unknown {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return data;
  const { inputs } = data as { inputs?: unknown };
  if (typeof inputs !== 'string' || inputs.length > longest) return data;
  const empty = inputs.split(' ').filter((id) => id !== '' && !Object.hasOwn(data, id));
  return { ...data, ...Object.fromEntries(empty.map((id) => [id, ''])) };
}
