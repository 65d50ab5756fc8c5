type Element = Readonly<Record<string, unknown>>;

export interface CardText {
  /** A line each, in the order they are read. */
  readonly lines: readonly string[];
  /** What could be asked next, as the card's buttons say it in full. */
  readonly further: readonly string[];
}

/** What an answer's card says, for those who have no card: of a chart the table that takes its place, a line each row. */
export function cardText(card: Element): CardText {
  const lines: string[] = [];
  const further: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const element = value as Element;
    const type = String(element.type ?? '');
    if (element.isVisible === false) return;
    if (type === 'Action.Execute' && String(element.verb).startsWith('questions/'))
      further.push(String(element.tooltip ?? element.title));
    if (type.startsWith('Chart.')) look(element.fallback);
    if (type === 'TableRow') lines.push(rowText(element));
    if (/^(?:Action\.|Chart\.|TableRow$)/u.test(type)) return;
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

function rowText({ cells }: Element): string {
  return (cells as readonly Element[]).map((cell) => cardText(cell).lines.join(' ')).join(' · ');
}

function inlineText(inlines: unknown): string {
  const parts = (inlines ?? []) as readonly (string | Element)[];
  return parts.map((one) => (typeof one === 'string' ? one : String(one.text ?? ''))).join('');
}
