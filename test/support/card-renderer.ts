/**
 * What the tests use of the package `adaptivecards`, the open-source renderer. Its own types are its
 * TypeScript sources, which do not compile under this project's settings.
 */
export interface CardRenderer {
  readonly AdaptiveCard: {
    new (): RenderedCard;
    onProcessMarkdown: (text: string, result: { outputHtml?: string; didProcess: boolean }) => void;
  };
  readonly HostConfig: new (config: object) => object;
  readonly SerializationContext: new (version: unknown) => ParseEvents;
  readonly Versions: { readonly v1_5: unknown };
}

interface RenderedCard {
  hostConfig: object;
  onExecuteAction: (action: RenderedAction) => void;
  parse(card: unknown, context: ParseEvents): void;
  render(): HTMLElement | undefined;
}

export interface RenderedElement {
  readonly renderedElement?: HTMLElement;
}

interface ParseEvents {
  onParseElement?: (element: RenderedElement, source: Readonly<Record<string, unknown>>) => void;
  readonly eventCount: number;
  getEventAt(index: number): { readonly message: string };
}

interface RenderedAction {
  readonly title?: string;
  readonly verb?: string;
  readonly url?: string;
  readonly data?: unknown;
  getJsonTypeName(): string;
}
