import { say, translator } from '../language/language.ts';
import { aspects } from '../plan/plan-schema.ts';
import { authorName, helpFromText, statusWord } from '../reports/report-block.ts';
import type { AssignmentView } from '../summaries/round-view.ts';
import { countByStatus, headlineOf, isForLeadership, unansweredText } from '../summaries/summary-words.ts';
import type { Wish } from '../support-requests/support-request.ts';
import type { Paper } from './paper.ts';
import { assessmentWords, dateOf, pointName, targetWords, trendWords, valueText } from './paper-words.ts';
import { type Block, heading, paragraphs, table } from './word-parts.ts';

/** The whole first: one sentence, then what is wanted, then what deviates, then the aspects and the measures. */
export function summaryBlocks(paper: Paper): Block[] {
  return [
    ...wholeBlocks(paper),
    ...helpBlocks(paper),
    ...deviationBlocks(paper),
    ...aspectBlocks(paper),
    ...measureBlocks(paper),
  ];
}

function wholeBlocks({ view, language }: Paper): Block[] {
  const t = translator(language);
  const unanswered = unansweredText(view, language);
  return [
    heading(t('paper.summary')),
    ...paragraphs(headlineOf(view, language)),
    table({
      header: [t('paper.status'), ...(['core', 'political'] as const).map((type) => t(`types.${type}`))],
      widths: [2, 1, 1],
      rows: [...countByStatus(view.assignments)].map(([status]) => [
        statusWord(status, t),
        ...(['core', 'political'] as const).map((type) => String(countOf(view.assignments, status, type))),
      ]),
    }),
    ...(unanswered ? paragraphs(unanswered, { small: true }) : []),
  ];
}

function countOf(assignments: readonly AssignmentView[], status: string, type: string): number {
  return assignments.filter((one) => one.status === status && one.assignment.type === type).length;
}

function helpBlocks({ view, language }: Paper): Block[] {
  const t = translator(language);
  const { plan } = view;
  const wanted = view.assignments
    .filter(({ state }) => state.judgement?.answer.help)
    .toSorted((a, b) => Number(isForLeadership(plan, b)) - Number(isForLeadership(plan, a)));
  if (wanted.length === 0) return [heading(t('paper.help')), ...paragraphs(t('paper.helpNone'))];
  const rows = wanted.map(({ assignment, state, wish }) => {
    const { answer, by, at } = state.judgement!;
    const help = answer.help!;
    const who = `${authorName(plan, by, language)}, ${dateOf({ view, language }, at)}`;
    const asked = helpFromText(plan, help, language) || '–';
    return [say(assignment.title, language), help.what, asked, who, replyText({ view, language }, wish)];
  });
  const header = ['assignment', 'help', 'helpFrom', 'by', 'reply'].map((one) => t(`column.${one}`));
  return [heading(t('paper.help')), table({ header, widths: [3, 4, 3, 3, 4], rows })];
}

/** What was replied, each with the role and the day; until then that nobody has. */
function replyText({ view, language }: Pick<Paper, 'view' | 'language'>, wish: Wish | undefined): string {
  const said = (wish?.replies ?? []).map(({ words, by, at }) => {
    return `${words} (${authorName(view.plan, by, language)}, ${dateOf({ view, language }, at)})`;
  });
  const left = wish?.withdrawn ? 'support.list.ended' : 'support.waiting';
  return said.join('\n') || translator(language)(left);
}

function deviationBlocks({ view, language }: Paper): Block[] {
  const t = translator(language);
  const found = view.assignments.filter(({ status }) => status === 'deviation');
  if (found.length === 0) return [heading(t('paper.deviations')), ...paragraphs(t('paper.deviationsNone'))];
  return [
    heading(t('paper.deviations')),
    ...found.flatMap(({ assignment, state }) => {
      const { answer, by, at } = state.judgement!;
      const who = `${authorName(view.plan, by, language)}, ${dateOf({ view, language }, at)}`;
      return [
        heading(say(assignment.title, language), 3),
        ...(answer.ownWords ? paragraphs(`”${answer.ownWords}”`, { italics: true }) : []),
        ...paragraphs(who, { small: true }),
      ];
    }),
  ];
}

function aspectBlocks({ view, language }: Paper): Block[] {
  const t = translator(language);
  const judged = view.indicators.filter(({ assessment }) => assessment !== 'no_target');
  if (judged.length === 0) return [];
  const kinds = ['met', 'near', 'not_met', 'not_assessed'] as const;
  const rows = aspects.map((aspect) => [
    t(`aspect.${aspect}`),
    ...kinds.map((kind) =>
      String(
        judged.filter((one) => one.assessment === kind && one.indicator.aspects.includes(aspect)).length,
      ),
    ),
  ]);
  const header = [t('summary.aspect'), ...kinds.map((kind) => t(`target.${kind}`))];
  return [
    heading(t('paper.aspects')),
    ...paragraphs(t('paper.aspectsText')),
    table({ header, widths: [2, 2, 2, 2, 2], rows }),
  ];
}

function measureBlocks(paper: Paper): Block[] {
  const { view, language } = paper;
  const t = translator(language);
  if (view.indicators.length === 0) return [];
  const header = ['indicator', 'value', 'period', 'trend', 'target', 'targetAssessment'].map((one) =>
    t(`column.${one}`),
  );
  const rows = view.indicators.map((one) => [
    say(one.indicator.name, language),
    valueText(one, paper),
    one.series.length > 0 ? pointName(one.series.at(-1)!, paper) : '–',
    trendWords(one, t),
    targetWords(one, paper, t),
    assessmentWords(one, t),
  ]);
  return [heading(t('paper.measures')), table({ header, widths: [7, 3, 4, 4, 4, 4], rows })];
}
