import type { Card } from '../base/messenger.ts';

type Element = Readonly<Record<string, unknown>>;

export interface CardText {
  /** A line each, in the order they are read. */
  readonly lines: readonly string[];
  /** What could be asked next, as the card's buttons say it. */
  readonly further: readonly string[];
}

/** What an answer's card says, for those who have no card: everything but its charts, which the text tells as well. */
export function cardText(card: Card): CardText {
  const lines: string[] = [];
  const further: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const element = value as Element;
    const type = String(element.type ?? '');
    if (type.startsWith('Chart.') || element.isVisible === false) return;
    if (type === 'Action.Execute' && String(element.verb).startsWith('questions/'))
      further.push(String(element.title));
    if (type.startsWith('Action.')) return;
    if (type === 'TextBlock') lines.push(String(element.text));
    if (type === 'RichTextBlock') lines.push(inlineText(element.inlines));
    if (type === 'FactSet')
      for (const { title, value: said } of element.facts as readonly Element[])
        lines.push(`${title}: ${said}`);
    for (const [name, inner] of Object.entries(element))
      if (!['inlines', 'facts', 'fallback'].includes(name) && typeof inner === 'object') look(inner);
  };
  look(card);
  return { lines: lines.filter((line) => line.trim() !== ''), further: further.filter(Boolean) };
}

function inlineText(inlines: unknown): string {
  const parts = (inlines ?? []) as readonly (string | Element)[];
  return parts.map((one) => (typeof one === 'string' ? one : String(one.text ?? ''))).join('');
}
