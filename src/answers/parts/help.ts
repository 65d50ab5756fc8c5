import { say } from '../../language/language.ts';
import { tooLong } from '../../language/people-text.ts';
import { isCalled } from '../../plan/names.ts';
import type { Plan } from '../../plan/plan-index.ts';
import type { Role } from '../../plan/plan-schema.ts';
import type { DraftPart } from '../../reports/draft.ts';
import type { Reader } from '../../reports/reader.ts';
import type { Help, Judgement } from '../../reports/report.ts';
import { faultsIn, type Inputs, type Part, type PartSubject, type Said, textIn, withDone } from './part.ts';

/**
 * What help is wanted, and of whom. It is a part of the judgement that is sent in, so it has no entries of its
 * own: a judgement and the help it wants stand or fall together.
 */
export const help: Part = {
  isDrawn: true,
  items: ({ part }) => (part.as === 'owner' ? ['help'] : []),
  fold: {
    name: 'help',
    title: 'answer.help.unfold',
    hasContent: ({ helpWhat, helpFrom, helpWho }) => Boolean(helpWhat || helpFrom || helpWho),
  },

  inputs(_item, { helpWhat = '', helpFrom = '', helpWho = '' }, _subject, open): Inputs {
    return open ? { helpWhat, helpFrom, helpWho } : {};
  },

  take(item, inputs, before, taking) {
    const { subject } = taking;
    const { plan } = subject.reader;
    const helpWhat = textIn(inputs.helpWhat, before.helpWhat);
    const chosen = plan.role((inputs.helpFrom ?? before.helpFrom ?? '').trim())?.id;
    const written = textIn(inputs.helpWho, before.helpWho);
    const named = roleCalled(plan, written);
    const [helpFrom, helpWho] = chosen || !named ? [chosen, written] : [named, ''];
    const isWithout = helpWhat === '' && Boolean(helpFrom || helpWho);
    const faults = faultsIn({
      helpWhat: isWithout ? { key: 'answer.fault.helpWhat' } : tooLong(helpWhat, 'words'),
      helpWho: tooLong(helpWho, 'comment'),
    });
    const typed = { ...before, helpWhat, helpFrom, helpWho };
    return { typed: withDone(typed, item, faults, taking), faults };
  },

  fields(_item, { subject, typed, open }) {
    if (!open) return [];
    const { t, language } = subject.reader;
    const roles = rolesToAsk(subject).map((role) => ({ value: role.id, title: say(role.name, language) }));
    return [
      {
        id: 'helpWhat',
        kind: 'text',
        heading: t('answer.help.heading'),
        intro: t(deviates(typed) ? 'answer.help.askKindly' : 'answer.help.ask'),
        label: t('answer.help.what'),
        placeholder: t('answer.help.placeholder'),
      },
      {
        id: 'helpFrom',
        kind: 'list',
        label: t('answer.help.from'),
        placeholder: t('answer.choose'),
        choices: roles,
      },
      {
        id: 'helpWho',
        kind: 'line',
        label: t('answer.help.who'),
        placeholder: t('answer.help.whoPlaceholder'),
        notes: [t('answer.help.none')],
      },
    ];
  },

  isDone: () => true,
  answers: () => ({}),
  entries: () => ({}),
  from: () => ({}),
  typed: () => ({}),
  said: () => [],
};

/** Whether the work goes otherwise than planned, so that help is asked about. */
export function deviates({ status, forecast }: Pick<DraftPart, 'status' | 'forecast'>): boolean {
  return status === 'deviation' || status === 'paused' || forecast === 'not_expected';
}

/** What is written and right. */
export function helpIn({ helpWhat, helpFrom, helpWho, done }: DraftPart): Help | undefined {
  if (!helpWhat || !done?.includes('help')) return undefined;
  return { what: helpWhat, from: helpFrom, fromWords: helpWho || undefined };
}

export function helpTyped(given: Help | undefined): Pick<DraftPart, 'helpWhat' | 'helpFrom' | 'helpWho'> {
  return { helpWhat: given?.what, helpFrom: given?.from, helpWho: given?.fromWords };
}

export function helpSaid({ help: wanted }: Judgement, { t, helpFrom }: Reader): Said[] {
  if (!wanted) return [];
  const from = helpFrom(wanted);
  const words = [wanted.what, from ? t('report.helpFrom', { role: from }) : ''];
  return [{ what: t('answer.history.help'), words: words.filter(Boolean).join('\n') }];
}

/** A role that is written out is that role. */
function roleCalled({ content }: Plan, written: string): string | undefined {
  return content.roles.find((role) => isCalled(role, written))?.id;
}

/** A card holds so many and stays small; anybody else is written in words. */
const maxRoles = 60;

/**
 * Of whom help can be wanted, those to think of first: leadership, then those who take part in the assignment,
 * then the rest of the plan. The person's own roles help nobody further.
 */
function rolesToAsk({ reader: { plan }, assignment, personId }: PartSubject): readonly Role[] {
  const own = new Set(plan.rolesOf(personId).map(({ id }) => id));
  const taking = new Set([
    ...(assignment.contributors ?? []),
    ...plan.indicatorsOf(assignment.id).map(({ owner }) => owner),
  ]);
  const rank = ({ id, access }: Role) => (access === 'leadership' ? 0 : taking.has(id) ? 1 : 2);
  return plan.content.roles
    .filter(({ id }) => !own.has(id))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, maxRoles);
}
