import type { Card } from '../base/messenger.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { formatMoment } from '../language/dates.ts';
import { type Language, say, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { periodName } from '../reports/indicator-series.ts';
import type { PaperRecord } from './export-record.ts';
import { type Format, formats } from './paper.ts';

export interface PaperName {
  readonly plan: Plan;
  readonly roundId: string;
  readonly assignmentId?: string | undefined;
  readonly language: Language;
}

/** `Delår 2026 (januari–augusti)`, or `Äldreomsorg, Delår …`; from the ids where the plan has forgotten them. */
export function paperName({ plan, roundId, assignmentId, language }: PaperName): string {
  const round = periodName(roundId, plan, language);
  if (!assignmentId) return round;
  const assignment = plan.assignment(assignmentId);
  return `${assignment ? say(assignment.title, language) : assignmentId}, ${round}`;
}

/** The formats to choose from; `summaryId` where there is a card to go back to. */
export function chooseFormatCard(
  name: PaperName,
  { summaryId, intro }: { summaryId?: string; intro?: string } = {},
): Card {
  const { roundId: round, assignmentId: assignment = '', language } = name;
  const t = translator(language);
  return renderCard(
    'export-choose',
    {
      title: t('export.choose', { title: paperName(name) }),
      text: intro ?? t('export.chooseText'),
      round,
      assignment,
      formats: formats.map((format) => ({
        format,
        name: t(`export.format.${format}`),
        does: t(`export.does.${format}`),
      })),
      summary: summaryId ?? '',
      back: backTo(summaryId),
    },
    language,
  );
}

function backTo(summaryId: string | undefined) {
  return summaryId ? [{ summary: summaryId }] : [];
}

/** From this many assignments on a paper takes more than a moment to make. */
const many = 40;

export function exportReadyCard(
  name: PaperName & { readonly format: Format },
  link: { readonly url: string; readonly expiresAt: string },
  summaryId?: string,
): Card {
  const { plan, format, language } = name;
  const t = translator(language);
  const until = fromTimestamp(link.expiresAt).toZonedDateTimeISO(plan.content.timeZone).toPlainTime();
  const count = name.assignmentId ? 1 : plan.assignments.length;
  return renderCard(
    'export-ready',
    {
      title: t('export.ready', { title: paperName(name), format: t(`export.format.${format}`) }),
      text: t('export.readyText', { time: until.toString({ smallestUnit: 'minute' }) }),
      note: noteOn(format, count, t),
      url: link.url,
      back: backTo(summaryId),
    },
    language,
  );
}

function noteOn(format: Format, count: number, t: Translate): string {
  if (format === 'csv') return t('export.csvText');
  return (format === 'word' || format === 'pdf') && count >= many ? t('export.long', { count }) : '';
}

/** The link to all that is kept about the one who asked. */
export function ownDataReadyCard(
  { timeZone, language }: { readonly timeZone: string; readonly language: Language },
  link: { readonly url: string; readonly expiresAt: string },
): Card {
  const t = translator(language);
  const until = fromTimestamp(link.expiresAt).toZonedDateTimeISO(timeZone).toPlainTime();
  const text = t('personData.readyText', { time: until.toString({ smallestUnit: 'minute' }) });
  return renderCard(
    'export-ready',
    { title: t('personData.ready'), text, note: '', url: link.url, back: [] },
    language,
  );
}

/** Who exported what, by role: the latest of them. */
export function exportLogCard(plan: Plan, records: readonly PaperRecord[], language: Language): Card {
  const t = translator(language);
  const lines = records.map((record) => ({ text: logLine(plan, record, language) }));
  return renderCard('export-log', { lines, none: lines.length === 0 ? t('export.log.none') : '' }, language);
}

function logLine(plan: Plan, record: PaperRecord, language: Language): string {
  const t = translator(language);
  const roles = plan.rolesOf(record.by).map((role) => say(role.name, language));
  const who = record.by === 'cli' ? t('export.log.cli') : roles.join(', ') || record.by;
  return t(record.fetchedAt ? 'export.log.line' : 'export.log.lineNotFetched', {
    moment: formatMoment(fromTimestamp(record.at), plan.content.timeZone, language),
    who,
    title: paperName({ plan, roundId: record.roundId, assignmentId: record.assignmentId, language }),
    format: t(`export.format.${record.format}`),
  });
}
