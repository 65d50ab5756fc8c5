import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseDocument } from 'yaml';
import { openWorkbook } from './open-workbook.ts';
import type { PlaceOf, PlanFault } from './plan-fault.ts';
import { isOfAnotherProgram, planOfSheets, sheetsToRead } from './read-workbook.ts';

interface DoubleKey {
  readonly key: string;
  /** Where the second one begins. */
  readonly position: number;
}

/** A text, a mark of JSON's own, or what stands between them. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^"{}[\],:]+/gu;

/**
 * The first key that one object has twice, of which `JSON.parse` keeps the last without a word; undefined where
 * none has. `text` is JSON that has been parsed; takes time in proportion to its length.
 */
export function firstDoubleKey(text: string): DoubleKey | undefined {
  /** The keys of the objects we are in; a list has none. */
  const open: (Set<string> | undefined)[] = [];
  let last: DoubleKey = { key: '', position: 0 };
  for (const { 0: token, index: position } of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token.startsWith('"')) last = { key: token, position };
    else if (token === ':') {
      const key: string = JSON.parse(last.key);
      const keys = open.at(-1)!;
      if (keys.has(key)) return { ...last, key };
      keys.add(key);
    }
  }
  return undefined;
}

/** Plain data for `checkPlan`, or why the file is none. */
export type PlanFile =
  | {
      readonly input: unknown;
      /** Where the parts stood in a workbook, and what is wrong with the book itself. */
      readonly placeOf?: PlaceOf;
      readonly bookFaults?: readonly PlanFault[];
    }
  | { readonly faults: PlanFault[] };

/** Told of each sheet of a workbook as it is read; without rows, of one that is another program's and is not. */
export type ReadProgress = (sheet: string, rows?: number) => void;

export const maxPlanBytes = 5_000_000;
/** One slip in YAML makes many errors; the first say enough. */
const maxSyntaxFaults = 10;
const workbook = '.xlsx';
export const planFileKinds: readonly string[] = [workbook, '.yaml', '.yml', '.json'];

/** Reads a plan from disk: Excel, YAML or JSON by its extension. */
export async function readPlanFile(path: string, progress?: ReadProgress): Promise<PlanFile> {
  try {
    const found = await stat(path);
    // A device or a pipe has no size and might never end.
    if (!found.isFile()) return fault(path, 'file-unreadable', 'not a file');
    if (found.size > maxPlanBytes) return tooBig(path, found.size);
    return await parsePlanFile(path, await readFile(path), progress);
  } catch (error) {
    return fault(path, 'file-unreadable', (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

/** `name` decides the kind, Excel, YAML or JSON, and is what faults call the file. */
export async function parsePlanFile(
  name: string,
  bytes: Uint8Array,
  progress: ReadProgress = () => {},
): Promise<PlanFile> {
  const kind = extname(name).toLowerCase();
  if (!planFileKinds.includes(kind)) return fault(name, 'file-kind', kind, planFileKinds.join(', '));
  if (bytes.byteLength > maxPlanBytes) return tooBig(name, bytes.byteLength);
  return kind === workbook ? parseWorkbook(name, bytes, progress) : parseText(name, kind, bytes);
}

async function parseWorkbook(name: string, bytes: Uint8Array, progress: ReadProgress): Promise<PlanFile> {
  const opened = await openWorkbook(bytes);
  if ('sheets' in opened) {
    const sheets = sheetsToRead(opened.sheets);
    for (const { name: sheet } of opened.sheets.filter(isOfAnotherProgram)) progress(sheet);
    for (const { name: sheet, rows } of sheets) progress(sheet, rows.length - 1);
    const { input, placeOf, faults } = planOfSheets(sheets);
    return { input, placeOf, bookFaults: faults };
  }
  if (opened.fault === 'too-much') return fault(name, 'file-too-much');
  return fault(name, 'file-not-workbook', opened.why.slice(0, 60));
}

function parseText(name: string, kind: string, bytes: Uint8Array): PlanFile {
  const text = decoded(bytes);
  if (text === undefined) return fault(name, 'file-not-text');
  if (text.trim() === '') return fault(name, 'file-empty');
  return kind === '.json' ? parseJson(name, text) : parseYaml(name, withLines(text));
}

function parseYaml(name: string, text: string): PlanFile {
  try {
    const document = parseDocument(text, {
      // Tags such as !!binary would make values that no plan holds; without them they stay text.
      resolveKnownTags: false,
      // A line %YAML 1.1 would else make `yes` into true, 08:00 into 480 and 2026-09-18 into a moment.
      schema: 'core',
      logLevel: 'error',
      // A picture of the place for each fault takes seconds where there are very many.
      prettyErrors: false,
    });
    const faults = document.errors.slice(0, maxSyntaxFaults).map(({ code, pos: [start], message }) => {
      const path = placeIn(name, placeAt(text, start));
      if (code === 'DUPLICATE_KEY') return oneFault(path, 'file-double-key', yamlKeyAt(text, start));
      return oneFault(path, 'file-syntax', message.split('\n')[0]!);
    });
    if (faults.length > 0) return { faults };
    const input: unknown = document.toJS({ maxAliasCount: 100 });
    return input === null ? fault(name, 'file-empty') : { input };
  } catch (error) {
    const { message } = error as Error;
    // The library's guard against a small file that unfolds into a huge one.
    if (error instanceof ReferenceError && message.startsWith('Excessive'))
      return fault(name, 'file-aliases');
    // Nested deeper than its parser can follow, or a name with * that no & has given.
    return fault(name, 'file-syntax', message);
  }
}

/** The key as it is written there, or as much of it as a sentence has room for. */
function yamlKeyAt(text: string, start: number): string {
  const [line = ''] = text.slice(start, start + 100).split('\n');
  const end = line.search(/:(?:\s|$)/u);
  return (end < 0 ? line : line.slice(0, end)).trim().replaceAll(/^["']|["']$/gu, '');
}

function parseJson(name: string, text: string): PlanFile {
  try {
    const input: unknown = JSON.parse(text);
    const double = firstDoubleKey(text);
    if (!double) return { input };
    return fault(placeIn(name, placeAt(text, double.position)), 'file-double-key', double.key);
  } catch (error) {
    const { message } = error as Error;
    return fault(
      placeIn(name, jsonPlace(text, message)),
      'file-syntax',
      message.split(/ in JSON at position|, (?:\.\.\.)?"/)[0],
    );
  }
}

interface Place {
  readonly line: number;
  readonly col: number;
}

/** Node names a position in some of its messages; where it does not, YAML's reading of JSON finds one. */
function jsonPlace(text: string, message: string): Place | undefined {
  const position =
    /at position (\d+)/.exec(message)?.[1] ??
    parseDocument(text, { schema: 'json', prettyErrors: false }).errors[0]?.pos[0];
  return position === undefined ? undefined : placeAt(text, Number(position));
}

function placeAt(text: string, position: number): Place {
  const lines = text.slice(0, position).split('\n');
  return { line: lines.length, col: lines.at(-1)!.length + 1 };
}

function placeIn(name: string, place: Place | undefined): string {
  return place ? `${basename(name)}:${place.line}:${place.col}` : basename(name);
}

/**
 * UTF-8, or UTF-16 with the mark that Windows' own programs begin it with, with line feeds where old Macs have CR;
 * undefined for what is no text.
 */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text.replaceAll(/\r\n?/gu, '\n');
  } catch {
    return undefined;
  }
}

/** A file whose lines end with other marks only; among usual line ends those are characters of somebody's text. */
function withLines(text: string): string {
  return text.includes('\n') ? text : text.replaceAll(/[\u0085\u2028\u2029]/gu, '\n');
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function tooBig(name: string, bytes: number): PlanFile {
  return fault(name, 'file-too-big', (bytes / 1_000_000).toFixed(1), String(maxPlanBytes / 1_000_000));
}

function fault(name: string, code: PlanFault['code'], found = '', expected = ''): PlanFile {
  return { faults: [oneFault(basename(name), code, found, expected)] };
}

function oneFault(path: string, code: PlanFault['code'], found: string, expected = ''): PlanFault {
  return { path, code, found, expected };
}
