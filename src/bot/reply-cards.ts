import type { Card } from '../base/messenger.ts';
import { type Language, translator } from '../language/language.ts';
import { renderBlock, renderCard, withBlock } from '../language/render-card.ts';
import type { WaitingBlock } from '../reminders/waiting-block.ts';
import type { Turn } from './turn.ts';

/** A sentence on a card of its own. */
export function noticeCard(text: string, language: Language, title = ''): Card {
  return renderCard('notice', { title, text, actions: [] }, language);
}

/** With a line at its end, in small letters. */
export function withNote(card: Card, key: string, language: Language): Card {
  const note = renderBlock('block-small-note', { text: translator(language)(key) }, language);
  return withBlock(card, note);
}

/** What waits for the person, what Roder is, what it stores, and what it never does. */
export function welcomeCard(
  { where, language, demo }: Pick<Turn, 'where' | 'language'> & Partial<Pick<Turn, 'demo'>>,
  waiting: WaitingBlock = [],
): Card {
  const t = translator(language);
  const personal = where === 'personal';
  return renderCard(
    'welcome',
    {
      waiting,
      personal,
      intro: t(personal ? 'welcome.person' : 'welcome.team'),
      stores: `${t('welcome.stores')} ${t('welcome.never')}`,
      demo: demo && personal ? t('welcome.demo') : '',
    },
    language,
  );
}
