import type { Card } from '../base/messenger.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { type Language, type Translate, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Reader } from '../reports/reader.ts';
import type { PaperRecord } from './export-record.ts';
import { type Format, formats } from './paper.ts';

/** Of a round as a whole, or of one assignment in it. */
export interface WantedPaper {
  readonly roundId: string;
  readonly assignmentId?: string | undefined;
}

/** `Delår 2026 (januari–augusti)`, or `Äldreomsorg, Delår …`; from the ids where the plan has forgotten them. */
export function paperName({ plan, say, roundName }: Reader, { roundId, assignmentId }: WantedPaper): string {
  const round = roundName(roundId);
  if (!assignmentId) return round;
  const assignment = plan.assignment(assignmentId);
  return `${assignment ? say(assignment.title) : assignmentId}, ${round}`;
}

/** The formats to choose from; `summaryId` where there is a card to go back to. */
export function chooseFormatCard(
  reader: Reader,
  paper: WantedPaper,
  { summaryId, intro }: { summaryId?: string; intro?: string } = {},
): Card {
  const { roundId: round, assignmentId: assignment = '' } = paper;
  const { t, language } = reader;
  return renderCard(
    'export-choose',
    {
      title: t('export.choose', { title: paperName(reader, paper) }),
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
  reader: Reader,
  paper: WantedPaper & { readonly format: Format },
  link: { readonly url: string; readonly expiresAt: string },
  summaryId?: string,
): Card {
  const { plan, t, language } = reader;
  const { format, assignmentId } = paper;
  const until = fromTimestamp(link.expiresAt).toZonedDateTimeISO(plan.content.timeZone).toPlainTime();
  const count = assignmentId ? 1 : plan.assignments.length;
  return renderCard(
    'export-ready',
    {
      title: t('export.ready', { title: paperName(reader, paper), format: t(`export.format.${format}`) }),
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
export function exportLogCard(reader: Reader, records: readonly PaperRecord[]): Card {
  const { t, language } = reader;
  const lines = records.map((record) => ({ text: logLine(reader, record) }));
  return renderCard('export-log', { lines, none: lines.length === 0 ? t('export.log.none') : '' }, language);
}

function logLine(reader: Reader, record: PaperRecord): string {
  const { plan, t, say, moment } = reader;
  const roles = plan.rolesOf(record.by).map(({ name }) => say(name));
  const who = record.by === 'cli' ? t('export.log.cli') : roles.join(', ') || record.by;
  return t(record.fetchedAt ? 'export.log.line' : 'export.log.lineNotFetched', {
    moment: moment(fromTimestamp(record.at)),
    who,
    title: paperName(reader, record),
    format: t(`export.format.${record.format}`),
  });
}
