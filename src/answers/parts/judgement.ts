import { oneOf, tooLong } from '../../language/people-text.ts';
import type { DraftPart } from '../../reports/draft.ts';
import type { Reader } from '../../reports/reader.ts';
import { type Forecast, forecasts, type Judgement, type Status, statuses } from '../../reports/report.ts';
import { helpIn, helpSaid, helpTyped } from './help.ts';
import { faultsIn, type Inputs, type Part, type PartSubject, textIn, withDone } from './part.ts';

/** How it goes: the only thing that is needed. Own words if one has any. */
export const judgement: Part = {
  isDrawn: true,
  items: ({ part }) => (part.as === 'owner' ? ['judgement'] : []),

  inputs(_item, typed, subject): Inputs {
    const { status, forecast } = chosen(typed, subject);
    const ownWords = typed.ownWords ?? '';
    return isPolitical(subject)
      ? { status: status ?? '', forecast: forecast ?? '', ownWords }
      : { status: status ?? '', ownWords };
  },

  take(item, inputs, before, taking) {
    const { subject } = taking;
    const status = oneOf(statuses, inputs.status ?? before.status);
    const forecast = isPolitical(subject) ? oneOf(forecasts, inputs.forecast ?? before.forecast) : undefined;
    const ownWords = textIn(inputs.ownWords, before.ownWords);
    const isWrong = !status || (status === 'completed' && !isPolitical(subject));
    const faults = faultsIn({
      status: isWrong ? { key: 'answer.fault.status' } : undefined,
      ownWords: tooLong(ownWords, 'words'),
    });
    const typed = { ...before, status, forecast, ownWords };
    return { typed: withDone(typed, item, faults, taking), faults };
  },

  fields(_item, { subject, typed }) {
    const { reader, last } = subject;
    const { t } = reader;
    const { status } = chosen(typed, subject);
    const round = last && reader.roundName(last.roundId);
    const words = last?.judgement.answer.ownWords;
    const state = {
      id: 'status',
      kind: 'choice',
      label: t('answer.judgement.status'),
      choices: statusesFor(subject, status).map((value) => ({ value, title: reader.status(value) })),
      notes: [
        last && t('answer.judgement.last', { round, status: reader.status(last.judgement.answer.status) }),
      ],
    } as const;
    const forecast = {
      id: 'forecast',
      kind: 'list',
      label: t('answer.judgement.forecast'),
      placeholder: t('answer.choose'),
      choices: forecasts.map((value) => ({ value, title: t(`forecast.${value}`) })),
    } as const;
    const ownWords = {
      id: 'ownWords',
      kind: 'text',
      label: t('answer.judgement.ownWords'),
      placeholder: t('answer.judgement.placeholder'),
      notes: [words ? t('report.writtenIn', { round }) : undefined],
      quote: words ? `”${words}”` : undefined,
    } as const;
    return isPolitical(subject) ? [state, forecast, ownWords] : [state, ownWords];
  },

  isDone: (_item, { done }) => done?.includes('judgement') ?? false,

  answers(typed, part) {
    const { status, forecast, ownWords = '', done } = typed;
    if (!status || part.as !== 'owner' || !done?.includes('judgement')) return {};
    const isOver = status === 'completed' || status === 'cancelled';
    const given: Judgement = {
      status,
      forecast: isOver ? undefined : forecast,
      ownWords,
      help: helpIn(typed),
    };
    return { judgement: given };
  },

  entries: ({ judgement: given }) => (given ? { judgement: given } : {}),
  from: ({ judgement: given }) => (given ? { judgement: given as Judgement } : {}),

  typed({ judgement: given }) {
    if (!given) return {};
    const { status, forecast, ownWords, help } = given;
    return { status, forecast, ownWords, ...helpTyped(help), done: ['judgement', 'help'] };
  },

  said({ judgement: given }, reader) {
    if (!given) return [];
    const { t } = reader;
    return [
      { what: t('answer.history.judgement'), words: judgementWords(given, reader) },
      ...helpSaid(given, reader),
    ];
  },
};

export function judgementWords({ status, forecast, ownWords }: Judgement, reader: Reader): string {
  const { t } = reader;
  const expected = forecast ? t('report.forecast', { forecast: t(`forecast.${forecast}`) }) : '';
  return [reader.status(status), expected, ownWords ? `”${ownWords}”` : ''].filter(Boolean).join('\n');
}

/** Until the person has answered it is as it was last time. */
function chosen(
  typed: DraftPart,
  { last }: PartSubject,
): { status?: Status | undefined; forecast?: Forecast | undefined } {
  if (typed.status || typed.taken?.judgement !== undefined) return typed;
  const before = last?.judgement.answer;
  return { status: before?.status, forecast: typed.forecast ?? before?.forecast };
}

/** A core mandate goes on: it has neither a beginning nor an end. */
function statusesFor(subject: PartSubject, now: Status | undefined): readonly Status[] {
  const ongoing: readonly Status[] = ['on_track', 'deviation', 'paused'];
  return statuses.filter(
    (one) => isPolitical(subject) || ongoing.includes(one) || (one === now && one !== 'completed'),
  );
}

function isPolitical({ assignment }: PartSubject): boolean {
  return assignment.type === 'political';
}
