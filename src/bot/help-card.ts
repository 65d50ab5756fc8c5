import type { Card } from '../base/messenger.ts';
import { groupAround, type MenuGroup, menuGroups } from '../conversation/intent.ts';
import { type MenuLine, offeredTo } from '../conversation/menu.ts';
import { type Language, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { capitalised } from '../language/words.ts';
import type { CardAction } from '../messages/facts-card.ts';
import type { WaitingBlock } from '../reminders/waiting-block.ts';
import type { Turn } from './turn.ts';

type Button = CardAction & { readonly type: 'Action.Execute' };

/**
 * What waits for the person, and what they may do here, from the catalog: by group, or what a group has; where there is
 * one group only, that.
 */
export function helpCard(
  turn: Pick<Turn, 'plan' | 'actor' | 'where' | 'language' | 'demo'>,
  waiting: WaitingBlock = [],
  chosen?: MenuGroup,
): Card {
  const { language } = turn;
  const t = translator(language);
  const lines = offeredTo(turn);
  const groups = menuGroups.filter((group) => lines.some((line) => line.group === group));
  const opened = groups.find((group) => group === chosen);
  const shown = opened ?? (groups.length === 1 ? groups[0] : undefined);
  const within = (outer?: MenuGroup) =>
    groups
      .filter((group) => groupAround[group] === outer)
      .map((group) => show(t(`help.group.${group}`), { group }));
  const rows = lines.filter(({ group }) => group === shown).map((line) => [lineButton(line, t, language)]);
  const around = opened && groupAround[opened];
  const back = opened && groups.length > 1 ? [show(t('help.back'), around ? { group: around } : {})] : [];
  return renderCard(
    'help',
    {
      waiting: opened ? [] : waiting,
      title: t(opened ? `help.group.${opened}` : 'help.title'),
      intro: opened ? '' : t('help.intro'),
      rows: (shown ? [...rows, [...within(shown), ...back]] : [within()])
        .filter((buttons) => buttons.length > 0)
        .map((buttons) => ({ buttons })),
      demo: turn.demo && turn.where === 'personal' && !opened ? t('help.demo') : '',
    },
    language,
  );
}

/** Pressing it is the same as writing what stands on it. */
function lineButton({ intent, say }: MenuLine, t: Translate, language: Language): Button {
  const words = say[language];
  return {
    type: 'Action.Execute',
    verb: 'help/say',
    title: capitalised(words),
    tooltip: t(`help.does.${intent}`),
    data: { intent },
  };
}

function show(title: string, data: CardAction['data']): Button {
  return { type: 'Action.Execute', verb: 'help/show', title, data };
}
