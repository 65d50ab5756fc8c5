import { say, translator } from '../language/language.ts';
import { aspects } from '../plan/plan-schema.ts';
import { reportId } from '../reports/report.ts';
import { byLine, statusColor } from '../reports/report-block.ts';
import { byConcern } from './indicator-view.ts';
import { indicatorRow } from './indicator-words.ts';
import type { List, Row } from './list-view.ts';
import type { Shown } from './read-summary.ts';
import type { AssignmentView, RoundView } from './round-view.ts';
import {
  correctionWords,
  deviationWords,
  earlierWords,
  gotReply,
  helpWords,
  isForLeadership,
  replyWords,
  stateText,
  statusParts,
  wantsHelp,
} from './summary-words.ts';

/** What each view of a summary lists; each line opens the assignment or indicator it is about. */

export function helpList({ summary: { view }, language }: Shown): List {
  const t = translator(language);
  const wanted = view.assignments
    .filter(wantsHelp)
    .toSorted((a, b) => Number(isForLeadership(view.plan, b)) - Number(isForLeadership(view.plan, a)));
  return {
    title: t('summary.view.help'),
    none: t('summary.view.helpNone'),
    length: 'words',
    rows: [
      ...wanted.map((one) => () => ({
        ...helpWords(view.plan, one, language),
        path: pathOf(one),
        reply: reportId(view.round.id, one.assignment.id),
      })),
      ...view.earlierWishes.map((one) => () => ({
        ...earlierWords(view, one, language),
        path: `assignment:${one.request.assignmentId}`,
        reply: one.request.id,
      })),
      ...view.assignments
        .filter(gotReply)
        .map((one) => () => ({ ...replyWords(view.plan, one, language), path: pathOf(one) })),
    ],
  };
}

export function deviationList({ summary: { view }, language }: Shown): List {
  const t = translator(language);
  const found = view.assignments.filter(({ status }) => status === 'deviation');
  return {
    title: t('summary.deviations'),
    none: t('summary.view.deviationsNone'),
    length: 'words',
    rows: found.map((one) => () => ({ ...deviationWords(view.plan, one, language), path: pathOf(one) })),
  };
}

export function correctionList({ summary, language }: Shown): List {
  const t = translator(language);
  return {
    title: t('summary.view.corrections'),
    none: t('summary.view.correctionsNone'),
    rows: summary.corrections.map((one) => () => ({
      ...correctionWords(summary.view.plan, one, language),
      path: `assignment:${one.assignmentId}`,
    })),
  };
}

/** What is new of one aspect, in the words of those responsible. */
export function aspectList({ summary: { view }, language }: Shown, of: string): List | undefined {
  const aspect = aspects.find((one) => one === of);
  if (!aspect) return undefined;
  const t = translator(language);
  const rows = view.assignments.flatMap((one): (() => Row)[] => {
    const answer = one.state.aspects?.answer[aspect];
    if (answer?.kind !== 'words') return [];
    const by = () => byLine(view.plan, one.state.aspects!, language, t);
    const title = say(one.assignment.title, language);
    return [() => ({ title, words: answer.words, by: by(), path: pathOf(one) })];
  });
  const title = t('summary.view.aspect', { aspect: t(`aspect.${aspect}`) });
  return { title, none: t('summary.view.aspectNone'), length: 'words', rows };
}

export function departmentList({ summary: { view }, language }: Shown): List {
  const t = translator(language);
  const departments = view.plan.content.departments.filter(
    ({ id }) => !view.departments || view.departments.includes(id),
  );
  const rows = departments.map(({ id, name }) => (): Row => {
    const led = view.assignments.filter(({ assignment }) => assignment.leadDepartment === id);
    const parts = statusParts(led, language);
    const by =
      led.length > 0
        ? t('summary.view.departmentRow', { led: led.length, parts })
        : t('summary.view.departmentEmpty');
    return { title: say(name, language), by, path: `department:${id}` };
  });
  return { title: t('summary.view.departments'), rows };
}

/** What a department leads, and then what it takes part in. */
export function departmentAssignments({ summary: { view }, language }: Shown, id: string): List | undefined {
  const department = view.plan.department(id);
  if (!department) return undefined;
  const t = translator(language);
  const leads = ({ assignment }: AssignmentView) => assignment.leadDepartment === id;
  const led = view.assignments.filter(leads);
  const shared = view.assignments.filter((one) => !leads(one) && one.assignment.departments?.includes(id));
  const title = say(department.name, language);
  const ledBy = ({ assignment }: AssignmentView) =>
    t('summary.view.departmentTakesPart', {
      department: say(view.plan.department(assignment.leadDepartment)!.name, language),
    });
  return {
    title,
    rows: [
      ...led.map((one) => () => assignmentRow(view, one, language)),
      ...shared.map((one) => () => ({ ...assignmentRow(view, one, language), by: ledBy(one) })),
    ],
  };
}

export function assignmentList({ summary: { view }, language }: Shown): List {
  const title = translator(language)('summary.view.assignments');
  return { title, rows: view.assignments.map((one) => () => assignmentRow(view, one, language)) };
}

export function indicatorList({ summary: { view }, language }: Shown): List {
  const t = translator(language);
  const rows = view.indicators.toSorted(byConcern).map((one) => (): Row => {
    const { id, title, value, color, facts } = indicatorRow(view.plan, one, language);
    return { title, right: value, color, by: facts, path: id };
  });
  return { title: t('summary.view.indicators'), intro: t('summary.view.indicatorsText'), rows };
}

function assignmentRow(view: RoundView, one: AssignmentView, language: Shown['language']): Row {
  const t = translator(language);
  const { assignment, status, ended } = one;
  return {
    title: say(assignment.title, language),
    // What is long stands below: the row's end has room for a word.
    right: ended ? '' : stateText(view, one, language),
    color: statusColor(status),
    by: ended ? stateText(view, one, language) : t(`type.${assignment.type}`),
    path: `assignment:${assignment.id}`,
  };
}

function pathOf({ assignment }: AssignmentView): string {
  return `assignment:${assignment.id}`;
}
