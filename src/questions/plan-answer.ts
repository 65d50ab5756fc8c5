import type { Card } from '../base/messenger.ts';
import { rawText } from '../language/language.ts';
import { type FactRow, factsCard } from '../messages/facts-card.ts';
import { aspectMeaning } from '../plan/names.ts';
import { severalOf } from '../plan/plan-index.ts';
import { type Assignment, aspects, type Indicator, type Role } from '../plan/plan-schema.ts';
import { type Term, termMeaning, termWord } from './glossary.ts';
import { type Inquiry, planSource } from './inquiry.ts';
import { chart, status } from './next-questions.ts';
import type { Subject } from './subject.ts';

/** Which role is responsible, and who takes part: roles, never persons. */
export function responsibleCard(inquiry: Inquiry, assignment: Assignment): Card {
  const { plan, t, say, roleName, ownerNames } = inquiry;
  const deputies = [...new Set(severalOf(assignment.owner).flatMap((id) => plan.deputiesOf(id)))];
  const rows: FactRow[] = [
    row(t('question.department'), departmentName(inquiry, assignment.leadDepartment)),
    { heading: t('question.contributors'), lines: (assignment.contributors ?? []).map(roleName) },
    { heading: t('question.deputy'), lines: deputies.map(({ name }) => say(name)) },
  ];
  return factsCard(inquiry, {
    title: t('question.responsibleTitle', {
      role: ownerNames(assignment),
      title: say(assignment.title),
    }),
    intro: plan.ownersOf(assignment).length === 0 ? t('question.vacant') : '',
    rows: rows.filter(({ lines }) => lines?.some(Boolean)),
    source: planSource(inquiry),
    actions: [status(inquiry, assignment)],
    page: { of: 'assignment', id: assignment.id },
  });
}

export function valueGiverCard(inquiry: Inquiry, indicator: Indicator): Card {
  const { plan, language, t, say, roleName } = inquiry;
  const { deliveredBy, owner } = indicator;
  const facts = { role: deliveredBy ?? roleName(owner), title: say(indicator.name) };
  const titles = indicator.assignments.flatMap((id) => plan.assignment(id)?.title[language] ?? []);
  return factsCard(inquiry, {
    title: t('question.valueTitle', facts),
    intro: deliveredBy ? t('question.meaningWhere', { role: roleName(owner) }) : '',
    rows: [{ heading: t('question.roleAssignments'), lines: titles }],
    source: planSource(inquiry),
    actions: [chart(inquiry, indicator)],
    page: { of: 'indicator', id: indicator.id },
  });
}

/** How many of each a role's card names before it says how many more there are. */
const maxNamed = 12;

export function roleCard(inquiry: Inquiry, role: Role): Card {
  const { plan, t, say } = inquiry;
  const owned = plan.assignments.filter(({ owner }) => severalOf(owner).includes(role.id));
  const others = plan.assignments.filter(({ contributors }) => contributors?.includes(role.id));
  const measures = plan.content.indicators.filter(({ owner }) => owner === role.id);
  const rows = [
    {
      heading: t('question.roleAssignments'),
      lines: named(
        inquiry,
        owned.map(({ title }) => say(title)),
      ),
    },
    {
      heading: t('question.roleContributes'),
      lines: named(
        inquiry,
        others.map(({ title }) => say(title)),
      ),
    },
    {
      heading: t('question.roleIndicators'),
      lines: named(
        inquiry,
        measures.map(({ name }) => say(name)),
      ),
    },
  ].filter(({ lines }) => lines.length > 0);
  return factsCard(inquiry, {
    title: t('question.roleTitle', { role: say(role.name) }),
    intro: rows.length === 0 ? t('question.roleNothing') : '',
    rows,
    source: planSource(inquiry),
  });
}

function named(inquiry: Inquiry, names: readonly string[]): string[] {
  const left = names.length - maxNamed;
  if (left <= 0) return [...names];
  const last = names[maxNamed - 1];
  return [...names.slice(0, maxNamed - 1), inquiry.t('question.andMore', { titles: last, count: left })];
}

/** What words mean: Roder's own, and the plan's definitions. */
export function meaningCard(inquiry: Inquiry, about: readonly Subject[]): Card {
  const rows = about.flatMap((subject) =>
    subject.type === 'term' ? [termRow(inquiry, subject.id)] : indicatorRows(inquiry, subject.id),
  );
  const [only] = rows;
  const single = rows.length === 1 && only;
  const { t } = inquiry;
  const source = about.every(({ type }) => type === 'term') ? t('question.sourceWords') : planSource(inquiry);
  return factsCard(inquiry, {
    title: single ? (only.heading ?? '') : '',
    rows: single ? [{ ...only, heading: '' }] : rows,
    source,
  });
}

function termRow({ language }: Inquiry, term: Term): FactRow {
  return { heading: termWord(term, language), lines: [termMeaning(term, language)] };
}

function indicatorRows(inquiry: Inquiry, id: string): FactRow[] {
  const { plan, t, say, roleName } = inquiry;
  const indicator = plan.indicator(id);
  if (!indicator) return [];
  const unit = say(indicator.unit);
  const measureClass = t(`question.measureClass.${indicator.measureClass}`);
  const measured = unit ? t('question.measuredIn', { unit, measureClass }) : `${measureClass}.`;
  const target = indicator.target
    ? ` ${t('question.target', { target: inquiry.target(indicator.target) })}`
    : '';
  return [
    {
      heading: say(indicator.name),
      lines: [
        indicator.definition ? say(indicator.definition) : t('question.definitionNone'),
        `${measured}${target}`,
        indicator.note ? say(indicator.note) : '',
        t('question.meaningWhere', { role: roleName(indicator.owner) }),
      ],
    },
  ];
}

/** What was decided about an assignment, as far as the plan says it. */
export function decisionCard(inquiry: Inquiry, assignment: Assignment): Card {
  const { t, say, day, language } = inquiry;
  const { start, end, milestones = [] } = assignment;
  const time =
    start && end
      ? t('question.decisionTime', { start: day(start), end: day(end) })
      : start
        ? t('question.decisionStart', { start: day(start) })
        : '';
  const steps = milestones.map(({ name, due, done }) =>
    t(done ? 'question.milestoneDone' : 'question.milestoneDue', {
      name: say(name),
      date: day(done ?? due),
    }),
  );
  return factsCard(inquiry, {
    title: t('question.decisionTitle', { title: say(assignment.title) }),
    intro: assignment.decision,
    rows: [
      { lines: [t(`type.${assignment.type}`), time] },
      {
        heading: t('question.decisionAspects'),
        lines: aspects.map((one) => `${t(`aspect.${one}`)}: ${aspectMeaning(assignment, one, language)}`),
      },
      ...(steps.length > 0 ? [{ heading: t('question.milestones'), lines: steps }] : []),
    ],
    note: t('question.decisionText'),
    source: planSource(inquiry),
    page: { of: 'assignment', id: assignment.id },
  });
}

/** The name of a field of the plan, as people call it. */
export function fieldName({ language }: Inquiry, field: string): string {
  return rawText(language, `question.field.${field}`) ?? rawText(language, 'question.field.other')!;
}

function row(heading: string, line: string): FactRow {
  return { heading, lines: [line] };
}

function departmentName({ plan, say }: Inquiry, id: string): string {
  const department = plan.department(id);
  return department ? say(department.name) : '';
}
