import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { readNews } from '../following/read-news.ts';
import { joinWords, say } from '../language/language.ts';
import { type FactRow, factsCard, showAction } from '../messages/facts-card.ts';
import { severalOf } from '../plan/plan-index.ts';
import { type Aspect, aspects } from '../plan/plan-schema.ts';
import { type Inquiry, may, notice, planSource, readAt, refusal, today } from '../questions/inquiry.ts';
import { roundMeant } from '../questions/round-asked.ts';
import type { Subject } from '../questions/subject.ts';
import { indicatorRow } from '../summaries/indicator-words.ts';
import {
  type AssignmentView,
  earlierWishes,
  type RoundView,
  readRoundView,
  withoutHelp,
} from '../summaries/round-view.ts';
import { calledOffText, headlineOf, wantsHelp } from '../summaries/summary-words.ts';
import { readAllSupport } from '../support-requests/support-request.ts';
import type { SaidPeriod } from './periods.ts';

/* Answers about everything at once, from the same read model as leadership's card. */

/** How many are named before it says how many more there are. */
const maxNamed = 4;

/** The round that is meant, else the latest that has opened, as this reader may see it here; a card says why there is none. */
async function viewFor(inquiry: Inquiry): Promise<RoundView | { readonly refused: Card }> {
  const refused = refusal(inquiry, 'report/read');
  if (refused) return { refused };
  const round = await roundMeant(inquiry);
  if (!round) return { refused: notice(inquiry, 'question.noRound') };
  const { ports, actor, plan } = inquiry;
  const view = await readRoundView(ports.store, { tenantId: actor.tenantId, plan, round });
  const shown = view.assignments.filter(({ assignment }) => may(inquiry, 'report/read', { assignment }));
  const ids = new Set(shown.map(({ assignment }) => assignment.id));
  const readsHelp = (one: AssignmentView) => may(inquiry, 'help/read', { assignment: one.assignment });
  return {
    ...view,
    assignments: shown.map((one) => (readsHelp(one) ? one : withoutHelp(one))),
    indicators: view.indicators.filter(({ indicator }) => indicator.assignments.some((id) => ids.has(id))),
    isHelpHidden: shown.some((one) => !readsHelp(one)),
    // Also of what this round does not ask about.
    earlierWishes: earlierWishes(
      await readAllSupport(ports.store, actor.tenantId),
      { round, rounds: await inquiry.rounds() },
      plan.assignments.filter((assignment) => may(inquiry, 'help/read', { assignment })),
    ),
  };
}

/** "Sammanfatta läget": five sentences that a director could read out. */
export async function wholeCard(inquiry: Inquiry): Promise<Card> {
  const view = await viewFor(inquiry);
  if ('refused' in view) return view.refused;
  const t = inquiry.t;
  const { language } = inquiry;
  const { round, assignments, indicators } = view;
  const titles = (those: readonly Pick<AssignmentView, 'assignment'>[]) =>
    listed(
      inquiry,
      those.map(({ assignment }) => say(assignment.title, language)),
    );
  const deviating = assignments.filter(({ status }) => status === 'deviation');
  const wanting = assignments.filter(wantsHelp);
  const earlier = new Set(view.earlierWishes.map(({ request }) => request.assignmentId));
  const waiting = inquiry.plan.assignments
    .filter(({ id }) => earlier.has(id))
    .map((assignment) => ({ assignment }));
  const judged = indicators.filter(({ assessment }) => ['met', 'near', 'not_met'].includes(assessment));
  const missed = judged.filter(({ assessment }) => assessment === 'not_met');
  const met = judged.filter(({ assessment }) => assessment === 'met').length;
  const missing = assignments.filter(({ status }) => status === 'no_report').length;
  const name = inquiry.roundName(round.id);
  const sentences = [
    `${name}: ${headlineOf(inquiry, view)}`,
    deviating.length > 0
      ? t('talk.whole.deviating', { count: deviating.length, titles: titles(deviating) })
      : t('talk.whole.noDeviations'),
    wanting.length > 0
      ? t('talk.whole.wanting', { count: wanting.length, titles: titles(wanting) })
      : waiting.length > 0 || view.isHelpHidden
        ? ''
        : t('talk.whole.noHelp'),
    waiting.length > 0 ? t('talk.whole.earlier', { count: waiting.length, titles: titles(waiting) }) : '',
    judged.length > 0
      ? t('talk.whole.targets', {
          met,
          of: judged.length,
          missed:
            missed.length > 0
              ? t('talk.whole.missed', {
                  titles: listed(
                    inquiry,
                    missed.map(({ indicator }) => say(indicator.name, language)),
                  ),
                })
              : '',
        }).trim()
      : t('talk.whole.noTargets'),
    calledOffText(inquiry, round) ??
      t(round.state === 'open' ? 'talk.whole.open' : 'talk.whole.closed', {
        count: missing,
        due: inquiry.weekday(round.due),
        closes: inquiry.weekday(round.closes),
      }),
  ];
  return factsCard(inquiry, {
    title: t('talk.whole.title'),
    rows: [{ lines: sentences.filter(Boolean) }],
    note: view.isHelpHidden ? t('question.notHelpForYou') : '',
    source: t('question.sourceReports', { round: name, moment: readAt(inquiry) }),
    actions: [
      showAction({ kind: 'help' }, t('talk.whole.showHelp')),
      showAction({ kind: 'round' }, t('talk.whole.showRound')),
    ],
    page: { of: 'whole', id: round.id },
  });
}

function listed(inquiry: Inquiry, titles: readonly string[]): string {
  const left = titles.length - maxNamed;
  if (left <= 0) return inquiry.join(titles.map((one) => `”${one}”`));
  return inquiry.t('question.andMore', {
    titles: titles
      .slice(0, maxNamed)
      .map((one) => `”${one}”`)
      .join(', '),
    count: left,
  });
}

/** An aspect over everything, or within what is named: its measures, and what it means in each assignment. */
export async function aspectCard(
  inquiry: Inquiry,
  aspect: Aspect | undefined,
  subjects: readonly Subject[],
): Promise<Card> {
  const view = await viewFor(inquiry);
  if ('refused' in view) return view.refused;
  const t = inquiry.t;
  const { language } = inquiry;
  const wanted = new Set(subjects.map(({ id }) => id));
  const isWanted = (id: string) => wanted.size === 0 || wanted.has(id);
  const those = aspect ? [aspect] : aspects;
  const rows = those.flatMap((one): FactRow[] => {
    const measures = view.indicators.filter(
      ({ indicator }) => indicator.aspects.includes(one) && indicator.assignments.some(isWanted),
    );
    const lines = measures.map((measure) => {
      const { title, value, facts } = indicatorRow(inquiry, measure);
      return `${title}: ${[value, facts].filter(Boolean).join(' · ')}`;
    });
    const said = view.assignments
      .filter(({ assignment }) => isWanted(assignment.id))
      .map(
        ({ assignment, status }) =>
          `${say(assignment.title, language)}: ${say(assignment.aspects[one], language)} (${inquiry.status(status)})`,
      );
    return [
      {
        heading: aspect ? '' : t(`aspect.${one}`),
        lines: lines.length > 0 ? lines : [t('talk.aspect.noMeasures')],
      },
      ...(wanted.size > 0 || aspect ? [{ heading: t('talk.aspect.means'), lines: said }] : []),
    ];
  });
  const name = aspect ? t(`aspect.${aspect}`) : t('talk.aspect.all');
  const titles = view.assignments.flatMap(({ assignment }) =>
    wanted.has(assignment.id) ? say(assignment.title, language) : [],
  );
  return factsCard(inquiry, {
    title: titles.length > 0 ? `${name}: ${joinWords(titles, language)}` : name,
    rows,
    source: t('question.sourceReports', { round: inquiry.roundName(view.round.id), moment: readAt(inquiry) }),
    page: { of: 'whole', id: view.round.id },
  });
}

/** Days back where no time is said: news are what came lately. */
const newsDays = 14;

/** What has come in since a day, or lately. */
export async function newsCard(inquiry: Inquiry, period: SaidPeriod | undefined): Promise<Card> {
  const refused = refusal(inquiry, 'report/read');
  if (refused) return refused;
  const { ports, actor, plan, language } = inquiry;
  const t = inquiry.t;
  const start = period?.from ?? today(inquiry).subtract({ days: newsDays }).toString();
  const since = toTimestamp(instantOf(start, plan.content.timeZone));
  const until = toTimestamp(ports.clock.now());
  const rows: FactRow[] = [];
  for (const assignment of plan.assignments) {
    if (!may(inquiry, 'report/read', { assignment })) continue;
    const found = await readNews(ports.store, { tenantId: actor.tenantId, assignment, since, until });
    if (!found) continue;
    const { judgement } = found.state;
    rows.push({
      heading: say(assignment.title, language),
      lines: [
        judgement ? inquiry.status(judgement.answer.status) : t('talk.news.values'),
        inquiry.roundName(found.round.id),
      ],
    });
  }
  return factsCard(inquiry, {
    title: t('talk.news.title', { count: rows.length, date: inquiry.weekday(start) }),
    rows,
    source: t('question.sourceWhole', { moment: readAt(inquiry) }),
    page: { of: 'whole' },
  });
}

function instantOf(day: string, timeZone: string) {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant();
}

/** What matters now: help that waits for a reply, deviations, steps that should have been taken. Never a ranking. */
export async function prioritiesCard(inquiry: Inquiry): Promise<Card> {
  const view = await viewFor(inquiry);
  if ('refused' in view) return view.refused;
  const t = inquiry.t;
  const { language } = inquiry;
  const day = today(inquiry).toString();
  const wanting = view.assignments.filter(wantsHelp).map(({ assignment, state }) => {
    const help = state.judgement?.answer.help;
    const from = help ? inquiry.ownerNames(assignment) : '';
    return `${say(assignment.title, language)} (${from}): ”${help?.what ?? ''}”`;
  });
  const earlier = view.earlierWishes.map(({ request, wish }) => {
    const title = say(inquiry.plan.assignment(request.assignmentId)!.title, language);
    const of = t('support.earlierOf', { title, period: inquiry.roundName(request.roundId) });
    return `${of}: ”${wish.what}”`;
  });
  const deviating = view.assignments
    .filter(({ status }) => status === 'deviation')
    .map(({ assignment }) => say(assignment.title, language));
  const late = view.assignments.flatMap(({ assignment }) =>
    (assignment.milestones ?? [])
      .filter(({ done, due }) => !done && due <= day)
      .map(
        ({ name, due }) =>
          `${say(assignment.title, language)}: ${say(name, language)}, ${inquiry.weekday(due)}`,
      ),
  );
  const rows: FactRow[] = [
    { heading: t('talk.priorities.help'), lines: [...wanting, ...earlier] },
    { heading: t('talk.priorities.deviations'), lines: deviating },
    { heading: t('talk.priorities.milestones'), lines: late },
  ].filter(({ lines }) => lines.length > 0);
  return factsCard(inquiry, {
    title: t('talk.priorities.title'),
    intro: rows.length === 0 ? t(`talk.priorities.${view.isHelpHidden ? 'nothingElse' : 'nothing'}`) : '',
    note: view.isHelpHidden ? t('question.notHelpForYou') : '',
    rows,
    source: t('question.sourceReports', { round: inquiry.roundName(view.round.id), moment: readAt(inquiry) }),
    page: { of: 'whole', id: view.round.id },
  });
}

/** The plan: its assignments with who answers for each; of a role, what it has. */
export function planCard(inquiry: Inquiry, subjects: readonly Subject[]): Card {
  const { plan, language } = inquiry;
  const t = inquiry.t;
  const wanted = new Set(subjects.map(({ id }) => id));
  const isWanted = (id: string) => wanted.size === 0 || wanted.has(id);
  const rows = plan.assignments
    .filter(({ id, owner }) => isWanted(id) || severalOf(owner).some(isWanted))
    .map((one): FactRow => {
      const measures = plan.indicatorsOf(one.id).map(({ name }) => say(name, language));
      return {
        heading: say(one.title, language),
        lines: [
          inquiry.ownerNames(one),
          measures.length > 0 ? t('talk.plan.measures', { titles: measures.join(', ') }) : '',
        ],
      };
    });
  return factsCard(
    inquiry,
    {
      title: t('talk.plan.title', { count: rows.length }),
      rows,
      source: planSource(inquiry),
      page: { of: 'plan' },
    },
    { all: rows.length <= 20 },
  );
}
