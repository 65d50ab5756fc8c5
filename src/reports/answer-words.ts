import { Temporal } from 'temporal-polyfill';
import { formatDate } from '../language/dates.ts';
import { joinWords, say, type Translate, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import type { Plan } from '../plan/plan-index.ts';
import { aspects, type Language } from '../plan/plan-schema.ts';
import type { Answers, AspectAnswer, Judgement, MilestoneAnswer, Reading } from './report.ts';
import { helpFromText, statusWord } from './report-block.ts';

/** What was answered, in words: for what others said, versions, and two answers side by side. */
export interface Said {
  readonly what: string;
  readonly words: string;
}

export interface Wording {
  readonly plan: Plan;
  readonly assignmentId: string;
  readonly language: Language;
}

/** All of an answer, part by part in the order of the questions. */
export function answersInWords(wording: Wording, answers: Answers): Said[] {
  const { judgement, aspects: given, milestones = {}, readings = {} } = answers;
  const t = translator(wording.language);
  return [
    ...(judgement ? judgementSaid(wording, judgement, t) : []),
    ...Object.entries(milestones).map(([id, one]) => milestoneSaid(wording, id, one)),
    ...Object.entries(readings).map(([id, one]) => readingSaid(wording, id, one)),
    ...(given ? aspectsSaid(wording, given, t) : []),
  ];
}

function judgementSaid(wording: Wording, judgement: Judgement, t: Translate): Said[] {
  const said = [{ what: t('answer.history.judgement'), words: judgementWords(judgement, t) }];
  const { help } = judgement;
  if (!help) return said;
  return [...said, { what: t('answer.history.help'), words: helpWords(wording, help, t) }];
}

function helpWords({ plan, language }: Wording, help: NonNullable<Judgement['help']>, t: Translate): string {
  const from = helpFromText(plan, help, language);
  return [help.what, from ? t('report.helpFrom', { role: from }) : ''].filter(Boolean).join('\n');
}

export function judgementWords({ status, forecast, ownWords }: Judgement, t: Translate): string {
  const expected = forecast ? t('report.forecast', { forecast: t(`forecast.${forecast}`) }) : '';
  return [statusWord(status, t), expected, ownWords ? `”${ownWords}”` : ''].filter(Boolean).join('\n');
}

/** A judgement with the help that is wanted. */
export function wholeJudgementWords(wording: Wording, judgement: Judgement): string {
  const t = translator(wording.language);
  return judgementSaid(wording, judgement, t)
    .map(({ words }) => words)
    .join('\n');
}

/** Those without news share a line. */
function aspectsSaid({ language }: Wording, given: NonNullable<Answers['aspects']>, t: Translate): Said[] {
  const said = aspects.map((aspect) => ({
    kind: given[aspect].kind,
    ...aspectSaid(aspect, given[aspect], t),
  }));
  const same = said.filter(({ kind }) => kind === 'unchanged').map(({ what }) => what);
  const news = said.filter(({ kind }) => kind === 'words').map(({ what, words }) => ({ what, words }));
  if (same.length === 0) return news;
  return [...news, { what: joinWords(same, language), words: t('answer.aspects.placeholder') }];
}

export function aspectSaid(aspect: (typeof aspects)[number], answer: AspectAnswer, t: Translate): Said {
  const words = answer.kind === 'words' ? answer.words : t('answer.aspects.placeholder');
  return { what: t(`aspect.${aspect}`), words };
}

export function milestoneSaid(
  { plan, assignmentId, language }: Wording,
  id: string,
  answer: MilestoneAnswer,
): Said {
  const t = translator(language);
  const known = plan.assignment(assignmentId)?.milestones?.find((one) => one.id === id);
  const state =
    answer.state === 'moved'
      ? t('milestone.movedTo', { date: formatDate(Temporal.PlainDate.from(answer.to), language) })
      : t(`milestone.${answer.state}`);
  return {
    what: known ? say(known.name, language) : id,
    words: [state, answer.words].filter(Boolean).join('. '),
  };
}

export function readingSaid({ plan, language }: Wording, id: string, reading: Reading): Said {
  const t = translator(language);
  const indicator = plan.indicator(id);
  const unit = indicator && say(indicator.unit, language);
  const value =
    'skipped' in reading
      ? t('report.skipped', { reason: t(`skip.${reading.skipped}`) })
      : formatNumber(reading.value, language, unit);
  return {
    what: indicator ? say(indicator.name, language) : id,
    words: [value, reading.comment].filter(Boolean).join('. '),
  };
}
