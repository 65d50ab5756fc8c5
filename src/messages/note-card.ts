import type { Card } from '../base/messenger.ts';
import type { Language } from '../language/language.ts';
import { type CardPage, renderCard } from '../language/render-card.ts';

export interface NoteAction {
  readonly verb: string;
  readonly title: string;
  /** Ids only. */
  readonly data?: Readonly<Record<string, string>>;
  readonly style?: 'default' | 'positive';
  /** `secondary`: under *Mer*, not in sight. */
  readonly mode?: 'primary' | 'secondary';
}

/** A card with information: a title, some facts with headings, and buttons. */
export interface Note {
  readonly title: string;
  readonly paragraphs?: readonly string[];
  readonly facts?: readonly Fact[];
  /** Small print at the end. */
  readonly note?: string;
  /** Where more of it stands. */
  readonly page?: CardPage;
  readonly actions?: readonly NoteAction[];
}

export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
}

export function noteCard({ actions = [], page, ...note }: Note, language: Language): Card {
  const whole = actions.map((action) => ({ data: {}, style: 'default', mode: 'primary', ...action }));
  const absent = { paragraphs: [], facts: [], note: '' };
  return renderCard('reminder-note', { ...absent, ...note, actions: whole }, language, page);
}
