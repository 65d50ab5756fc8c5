import { joinWords } from '../../language/language.ts';
import { tooLong } from '../../language/people-text.ts';
import { aspectMeaning } from '../../plan/names.ts';
import { type Aspect, aspects as all } from '../../plan/plan-schema.ts';
import type { AspectAnswer, ReportState } from '../../reports/report.ts';
import { type Entries, faultsIn, type Inputs, type Part, textIn, withDone } from './part.ts';

const absent: AspectAnswer = { kind: 'absent' };
const unchanged: AspectAnswer = { kind: 'unchanged' };

/**
 * What is new of the economy, the environment and people. What is left alone is absent; that nothing has changed
 * is somebody's to say.
 */
export const aspects: Part = {
  isDrawn: true,
  items: ({ part }) => (part.as === 'owner' ? ['aspects'] : []),
  fold: {
    name: 'aspects',
    title: 'answer.aspects.unfold',
    button: 'answer.aspects.tell',
    hasContent: ({ aspects: typed = {}, unchanged: same }) => Boolean(same) || all.some((one) => typed[one]),
  },

  inputs(_item, typed, _subject, open): Inputs {
    if (!open) return {};
    const texts = all.map((one) => [inputOf(one), typed.aspects?.[one] ?? '']);
    return { ...Object.fromEntries(texts), unchanged: String(typed.unchanged ?? false) };
  },

  take(item, inputs, before, taking) {
    const texts = all.map((one) => [one, textIn(inputs[inputOf(one)], before.aspects?.[one])] as const);
    const faults = faultsIn(
      Object.fromEntries(texts.map(([one, text]) => [inputOf(one), tooLong(text, 'words')])),
    );
    const typed = {
      ...before,
      aspects: Object.fromEntries(texts),
      unchanged: inputs.unchanged === undefined ? before.unchanged : inputs.unchanged === 'true',
    };
    return { typed: withDone(typed, item, faults, taking), faults };
  },

  fields(_item, { subject, open }) {
    if (!open) return [];
    const { t, language } = subject.reader;
    const texts = all.map((one, index) => ({
      id: inputOf(one),
      kind: 'text' as const,
      heading: index === 0 ? t('answer.aspects.heading') : undefined,
      label: t('answer.aspects.label', {
        aspect: t(`aspect.${one}`),
        meaning: aspectMeaning(subject.assignment, one, language),
      }),
    }));
    return [...texts, { id: 'unchanged', kind: 'toggle', label: t('answer.aspects.unchanged') }];
  },

  isDone: () => true,

  answers(typed, part, sent) {
    if (part.as !== 'owner' || !typed.done?.includes('aspects')) return {};
    const before = sent.aspects?.answer;
    const wasChosen = isUnchanged(before);
    const given = all.flatMap((one): [string, AspectAnswer][] => {
      const text = typed.aspects?.[one];
      if (text) return [[`aspect-${one}`, { kind: 'words', words: text }]];
      const was = before?.[one].kind ?? 'absent';
      if (was !== 'words' && (typed.unchanged ?? false) === wasChosen)
        return was === 'absent' ? [] : [[`aspect-${one}`, unchanged]];
      if (typed.unchanged) return [[`aspect-${one}`, unchanged]];
      return was === 'absent' ? [] : [[`aspect-${one}`, absent]];
    });
    return Object.fromEntries(given);
  },

  entries: ({ aspects: given }) =>
    given ? Object.fromEntries(all.map((one) => [`aspect-${one}`, given[one]])) : {},

  from(entries: Entries, now) {
    if (!all.some((one) => entries[`aspect-${one}`])) return {};
    const whole = all.map((one) => [
      one,
      (entries[`aspect-${one}`] as AspectAnswer | undefined) ?? now.aspects?.answer[one] ?? absent,
    ]);
    return { aspects: Object.fromEntries(whole) as Readonly<Record<Aspect, AspectAnswer>> };
  },

  typed({ aspects: given }) {
    if (!given) return {};
    const texts = all.flatMap((one) => {
      const answer = given[one];
      return answer.kind === 'words' ? [[one, answer.words]] : [];
    });
    return {
      aspects: Object.fromEntries(texts),
      unchanged: isUnchanged(given) || undefined,
      done: ['aspects'],
    };
  },

  /** What is absent is left out beside what was said. */
  said({ aspects: given }, { t, language }) {
    if (!given) return [];
    const named = (kind: AspectAnswer['kind']) =>
      all.filter((one) => given[one].kind === kind).map((one) => t(`aspect.${one}`));
    const news = all.flatMap((one) => {
      const answer = given[one];
      return answer.kind === 'words' ? [{ what: t(`aspect.${one}`), words: answer.words }] : [];
    });
    const same = named('unchanged');
    if (same.length > 0) return [...news, { what: joinWords(same, language), words: t('aspect.unchanged') }];
    if (news.length > 0) return news;
    return [{ what: joinWords(named('absent'), language), words: t('aspect.absent') }];
  },
};

function inputOf(aspect: Aspect): string {
  return `aspect-${aspect}`;
}

function isUnchanged(given: NonNullable<ReportState['aspects']>['answer'] | undefined): boolean {
  return all.some((one) => given?.[one].kind === 'unchanged');
}
