import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, translator } from '../language/language.ts';
import { authorName } from '../reports/report-block.ts';
import type { SupportView } from './reply-to-support.ts';
import { supportCard } from './support-card.ts';
import { askedTitle, canPassOn } from './support-messages.ts';
import { isNamed } from './supporter.ts';

/** Every view that has a card; the others are a sentence. */
export type ShownSupport = Exclude<SupportView, { view: 'refused' | 'too-much' }>;

export interface CameFrom {
  readonly summaryId?: string | undefined;
  readonly list?: string | undefined;
}

export function supportViewCard(view: ShownSupport, language: Language, from: CameFrom = {}): Card {
  const t = translator(language);
  const { plan, wish } = view;
  const role = authorName(plan, wish.by, language);
  const shared = { ...from, meetWith: wish.by.personId };
  const named = isNamed(plan, wish, view.supporter, view.actor.personId);
  const title = named ? askedTitle(view, language) : t('support.titleLeadership', { role });
  switch (view.view) {
    case 'form': {
      const { typed, fault, changed = false } = view;
      return supportCard(view, { ...shared, title, changed, form: { typed, fault } }, language);
    }
    case 'thread': {
      const said = t(view.sent ? 'support.sent' : 'support.answered', { role });
      return supportCard(view, { ...shared, title: said, buttons: ['more'] }, language);
    }
    case 'ended':
      return supportCard(
        view,
        { ...shared, title, note: t(wish.withdrawn ? 'support.withdrawn' : 'support.ended') },
        language,
      );
    case 'passed-on':
      return supportCard(view, { ...from, title, note: t('support.passedOn') }, language);
    case 'later': {
      const day = view.day ? formatDay(Temporal.PlainDate.from(view.day), language) : '';
      const note = day ? t('support.laterSet', { day }) : t('support.laterNoMore');
      const passes = named && canPassOn(plan, wish, view.actor.personId);
      const buttons = [...(day ? (['later'] as const) : []), ...(passes ? (['notMine'] as const) : [])];
      return supportCard(view, { ...shared, title, note, form: {}, buttons }, language);
    }
  }
}
