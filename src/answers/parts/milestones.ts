import * as z from 'zod/v4';
import { oneOf, tooLong } from '../../language/people-text.ts';
import type { DraftMilestone, DraftPart } from '../../reports/draft.ts';
import type { MilestoneAnswer } from '../../reports/report.ts';
import { type Entries, faultsIn, type Inputs, idIn, type Part, type PartSubject, textIn } from './part.ts';

const states = ['reached', 'not_yet', 'moved'] as const;

/** The milestones of a political assignment that nobody has said are reached. */
export const milestones: Part = {
  items: (subject) => subject.milestones.map(({ id }) => `milestone-${id}`),
  fold: {
    name: 'comments',
    title: 'answer.comments.unfold',
    hasContent: ({ milestones: typed = {} }) => Object.values(typed).some(({ words }) => Boolean(words)),
  },

  inputs(item, typed, subject, open): Inputs {
    const id = idIn(item, 'milestone');
    const { state = '', to = '', words = '' } = typedOf(id, typed, subject);
    const moved = state === 'moved' ? { [`moved-${id}`]: to } : {};
    return { [item]: state, ...moved, ...(open ? { [`word-${id}`]: words } : {}) };
  },

  take(item, inputs, before, { subject, confirms }) {
    const id = idIn(item, 'milestone');
    const was = typedOf(id, before, subject);
    const given = inputs[item];
    const state = given === undefined ? was.state : oneOf(states, given);
    const to = textIn(inputs[`moved-${id}`], was.to);
    const words = textIn(inputs[`word-${id}`], was.words);
    const faults = faultsIn({
      [`moved-${id}`]: state === 'moved' && !isDate(to) ? { key: 'answer.fault.movedTo' } : undefined,
      [`word-${id}`]: tooLong(words, 'comment'),
    });
    const done = Object.keys(faults).length === 0 && (confirms || Boolean(was.done));
    const typed = { ...before.milestones, [id]: { state, to, words, done } };
    return { typed: { ...before, milestones: typed }, faults };
  },

  fields(item, { subject, typed, open }) {
    const { t, say, day } = subject.reader;
    const id = idIn(item, 'milestone');
    const known = subject.milestones.find((one) => one.id === id)!;
    const { state } = typedOf(id, typed, subject);
    const choice = {
      id: item,
      kind: 'list',
      heading: subject.milestones[0] === known ? t('answer.milestones.heading') : undefined,
      label: t('answer.milestones.label', { name: say(known.name), date: day(known.due) }),
      placeholder: t('answer.choose'),
      choices: states.map((value) => ({ value, title: t(`milestone.${value}`) })),
    } as const;
    const moved = { id: `moved-${id}`, kind: 'date', label: t('answer.milestones.to'), below: true } as const;
    const word = { id: `word-${id}`, kind: 'line', label: t('answer.milestones.word'), below: true } as const;
    return [choice, ...(state === 'moved' ? [moved] : []), ...(open ? [word] : [])];
  },

  isDone: (item, typed) => typed.milestones?.[idIn(item, 'milestone')]?.done ?? false,

  answers({ milestones: typed = {} }, part) {
    if (part.as !== 'owner') return {};
    const given = Object.entries(typed).flatMap(([id, { state, to = '', words, done }]) => {
      if (!state || !done) return [];
      const said = { words: words || undefined };
      return [[`milestone-${id}`, state === 'moved' ? { state, to, ...said } : { state, ...said }] as const];
    });
    return Object.fromEntries(given);
  },

  entries: ({ milestones: given = {} }) =>
    Object.fromEntries(Object.entries(given).map(([id, one]) => [`milestone-${id}`, one])),

  from(entries: Entries) {
    const given = Object.entries(entries).flatMap(([key, one]) =>
      key.startsWith('milestone-') ? [[idIn(key, 'milestone'), one as MilestoneAnswer] as const] : [],
    );
    return given.length > 0 ? { milestones: Object.fromEntries(given) } : {};
  },

  typed({ milestones: given = {} }) {
    const typed = Object.entries(given).map(([id, one]) => [id, { ...one, done: true }] as const);
    return typed.length > 0 ? { milestones: Object.fromEntries(typed) } : {};
  },

  said({ milestones: given = {} }, { t, say, day }, assignment) {
    return Object.entries(given).map(([id, answer]) => {
      const known = assignment.milestones?.find((one) => one.id === id);
      const state =
        answer.state === 'moved'
          ? t('milestone.movedTo', { date: day(answer.to) })
          : t(`milestone.${answer.state}`);
      return {
        what: known ? say(known.name) : id,
        words: [state, answer.words].filter(Boolean).join('. '),
      };
    });
  },
};

/** One that is not to be reached yet is taken not to be, unless the person says otherwise. */
function typedOf(id: string, typed: DraftPart, { milestones: open }: PartSubject): DraftMilestone {
  const isDue = open.find((one) => one.id === id)?.isDue ?? true;
  return typed.milestones?.[id] ?? { state: isDue ? undefined : 'not_yet' };
}

function isDate(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}
