import { Temporal } from 'temporal-polyfill';
import { Aside } from '../base/aside.ts';
import { RoderError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import type { Language } from '../language/language.ts';
import { cleanData } from '../language/people-text.ts';
import { indexPlan, type Plan } from '../plan/plan-index.ts';
import { readerOf } from '../reports/reader.ts';
import { type Format, type Paper, type PaperSubject, readPaper } from './paper.ts';
import type { Progress } from './paper-content.ts';
import { titleOf } from './paper-words.ts';
import { csvPaper, jsonPaper } from './records.ts';

/** A paper as it can be sent to another thread: plain data, without the plan's look-ups and the clock's object. */
export interface PackedPaper {
  readonly format: Format;
  readonly paper: Omit<Paper, 'made' | 'view' | 'reader'> & {
    readonly made: string;
    readonly language: Language;
    readonly view: Omit<Paper['view'], 'plan'>;
    readonly plan: Pick<Plan, 'content' | 'version' | 'decision'>;
  };
}

export function packPaper({ made, view, reader, ...rest }: Paper): PackedPaper['paper'] {
  const { plan, ...facts } = view;
  const { content, version, decision } = plan;
  const { language } = reader;
  const packed = {
    ...rest,
    made: made.toString(),
    language,
    view: facts,
    plan: { content, version, decision },
  };
  // Here for every format: no file carries what was kept before texts were cleaned as they came in.
  return cleanData(packed);
}

export function unpackPaper(packed: PackedPaper['paper']): Paper {
  const { made, view, plan: kept, language, ...rest } = packed;
  const plan = indexPlan(kept.content, kept.version, kept.decision);
  const reader = readerOf(plan, language);
  return { ...rest, made: Temporal.Instant.from(made), reader, view: { ...view, plan } };
}

export interface PaperFile {
  readonly title: string;
  /** Safe in every file system; with the letters of people's own language. */
  readonly fileName: string;
  readonly contentType: string;
  readonly body: Buffer;
}

export interface PaperOrder extends PaperSubject {
  readonly format: Format;
  readonly language: Language;
}

const kinds: Readonly<Record<Format, { ending: string; contentType: string }>> = {
  word: {
    ending: 'docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  pdf: { ending: 'pdf', contentType: 'application/pdf' },
  excel: { ending: 'xlsx', contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { ending: 'csv', contentType: 'text/csv; charset=utf-8' },
  json: { ending: 'json', contentType: 'application/json; charset=utf-8' },
};

/** What every file system takes, also when each letter is two bytes. */
const maxFileLetters = 100;

/**
 * The file, or undefined where what it is about is no longer there. On a thread of its own and one at a time:
 * a round of hundreds of assignments takes half a minute, and whoever waits for an answer goes before a paper.
 * Throws `paper-failed`.
 */
export async function makePaper(
  ports: Pick<Ports, 'store' | 'clock'>,
  order: PaperOrder,
  progress: Progress = () => {},
): Promise<PaperFile | undefined> {
  const paper = await readPaper(ports, order, order.language);
  if (!paper) return undefined;
  const { ending, contentType } = kinds[order.format];
  const body = await writeAside({ paper: packPaper(paper), format: order.format }, progress);
  const title = titleOf(paper);
  return { title, fileName: fileNameOf(title, ending), contentType, body };
}

/** Named for people: `Lägesbild Delår 2026.docx`. */
function fileNameOf(title: string, ending: string): string {
  const plain = title
    // What stands in brackets says again what the name says.
    .replaceAll(/ \([^()]*\)/gu, '')
    .replaceAll(/[^\p{L}\p{N} ,.–-]/gu, '')
    .replaceAll(/ +/gu, ' ')
    .slice(0, maxFileLetters)
    .replace(/(?<![ .])[ .]+$/u, '');
  return `${plain}.${ending}`;
}

type Said = { readonly body: Uint8Array } | { readonly done: number; readonly of: number };

/** More than this is no paper anybody reads; the service goes on without it. */
const maxMegabytes = 1500;

const thread = new Aside<PackedPaper, Said>(new URL('./paper-worker.ts', import.meta.url), { maxMegabytes });

async function writeAside(order: PackedPaper, progress: Progress): Promise<Buffer> {
  try {
    return await thread.do(order, (said) => {
      if ('body' in said) return Buffer.from(said.body);
      progress(said.done, said.of);
      return undefined;
    });
  } catch (cause) {
    throw new RoderError('paper-failed', 'The paper could not be written.', { cause });
  }
}

/** A paper as the bytes of its file. */
export async function writePaper(paper: Paper, format: Format, progress?: Progress): Promise<Buffer> {
  switch (format) {
    case 'word':
      return (await import('./word-paper.ts')).wordPaper(paper, progress);
    case 'pdf':
      return (await import('./pdf-paper.ts')).pdfPaper(paper, progress);
    case 'excel':
      return (await import('./excel-paper.ts')).excelPaper(paper);
    case 'csv':
      return csvPaper(paper);
    case 'json':
      return jsonPaper(paper);
    default:
      throw new RoderError('unknown-format', `There is no paper of the format ${format satisfies never}.`);
  }
}
