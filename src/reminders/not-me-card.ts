import type { Card } from '../base/messenger.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { noteCard } from '../messages/note-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { roleName } from '../reports/report-block.ts';
import { holderOf } from '../rounds/addressee.ts';
import type { Ask } from '../rounds/ask.ts';
import { roundName } from './away-card.ts';
import { type Decided, mostWords, type NotMeView } from './not-me.ts';
import { rolesAsked } from './reminder-card.ts';
import { rolesOfOthers } from './role-choices.ts';

export function notMeCard(view: Exclude<NotMeView, { view: 'refused' }>, language: Language): Card {
  const t = translator(language);
  const { ask, plan, actor } = view.context;
  if (view.view !== 'form') {
    const isSent = view.view === 'sent';
    const answer = { verb: 'answer/open', title: t('reminder.answer'), data: { ask: ask.id } };
    return noteCard(
      {
        title: isSent ? t('notMe.sent.title') : '',
        paragraphs: [t(isSent ? 'notMe.sent.text' : `notMe.${view.view}`)],
        actions: [answer],
      },
      language,
    );
  }
  const { role = '', words = '' } = view.typed;
  const data = {
    ...{ ask: ask.id, role, words, roles: rolesOfOthers(plan, actor.personId, language) },
    fault: view.tooLong ? t('notMe.tooLong', { length: words.trim().length, most: mostWords }) : '',
  };
  return renderCard('reminder-not-me', data, language);
}

export interface DecideForm {
  readonly plan: Plan;
  readonly ask: Ask;
  readonly language: Language;
  readonly fault?: 'role' | 'vacant' | 'same';
  readonly typed?: string | undefined;
}

/** To the administrator: who says so, what they suggest, and what can be decided. */
export function decideCard({ plan, ask, language, fault, typed }: DecideForm): Card {
  const t = translator(language);
  const role = rolesAsked(plan, ask, language);
  const { roleId, words } = ask.objection ?? {};
  const titles = ask.parts.map((part) => {
    const assignment = plan.assignment(part.assignmentId);
    return assignment ? say(assignment.title, language) : part.assignmentId;
  });
  const facts = [
    { label: t('notMe.ask.about'), lines: [joinWords(titles, language)] },
    {
      label: t('notMe.ask.suggested'),
      lines: [roleId ? roleName(plan, roleId, language) : t('notMe.unsure')],
    },
    ...(words ? [{ label: t('notMe.ask.words'), lines: [words] }] : []),
  ];
  return renderCard(
    'reminder-not-me-decide',
    {
      title: t('notMe.ask.title', { role }),
      intro: t('notMe.ask.intro', { role, round: roundName(plan, ask.roundId, language) }),
      ...{ facts, ask: ask.id, role: (fault ? typed : roleId) ?? '' },
      roles: rolesOfOthers(plan, holderOf(ask), language),
      fault: fault ? t(`notMe.fault.${fault}`) : '',
    },
    language,
  );
}

type Final = Extract<Decided, { readonly outcome: 'kept' | 'given' | 'before' }>;

/** What was decided, to the administrator; the same whoever decided it. */
export function decidedCard({ outcome, ask }: Final, plan: Plan, language: Language): Card {
  const t = translator(language);
  const from = rolesAsked(plan, ask, language);
  const isGiven = ask.givenTo !== undefined && ask.objection?.decided === 'given';
  const role = isGiven ? roleName(plan, ask.givenTo.roleId, language) : from;
  const told = isGiven ? t('notMe.decided.givenText', { role, from }) : t('notMe.decided.keptText', { role });
  return noteCard(
    {
      title: t(isGiven ? 'notMe.decided.given' : 'notMe.decided.kept', { role }),
      paragraphs: outcome === 'before' ? [t('notMe.decided.before')] : [told],
    },
    language,
  );
}
