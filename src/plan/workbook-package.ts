import { posix } from 'node:path';
import { RoderError } from '../base/errors.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { plainName } from './zip-bounds.ts';

/** The parts of an .xlsx file that say something, found as Excel finds them: by their relationships, never by name. */
export interface WorkbookPackage {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings?: Buffer | undefined;
  readonly styles?: Buffer | undefined;
  /** Days are counted from 1904. */
  readonly from1904: boolean;
}

export interface SheetPart {
  readonly name: string;
  /** `hidden`: a person can show it again. `very-hidden`: only a program can. */
  readonly visibility: 'visible' | 'hidden' | 'very-hidden';
  readonly content: Buffer;
}

type Parts = ReadonlyMap<string, Buffer>;

interface Relationship {
  readonly id: string;
  /** The last word of its address, which Excel's own and the strict standard share. */
  readonly type: string;
  readonly part: Buffer | undefined;
  readonly target: string;
}

/** Throws where a part is named and is not there: nothing of a book is left out in silence. */
export function workbookPackage(parts: Parts): WorkbookPackage {
  const workbook = relationships(parts, '').find(({ type }) => type === 'officeDocument');
  if (!workbook?.part) throw new RoderError('no-workbook', 'The package names no document.');
  const related = relationships(parts, workbook.target);
  const entries: XmlElement[] = [];
  let from1904 = false;
  readXml(workbook.part, {
    whole: {
      workbookPr: ({ attributes }) => {
        from1904 = isTrue(attributes.date1904);
      },
      sheets: ({ children }) => entries.push(...children.filter(({ name }) => name === 'sheet')),
    },
  });
  const only = (wanted: string) => partOf(related.find(({ type }) => type === wanted));
  return {
    sheets: entries.flatMap((entry) => sheetPart(entry, related)),
    sharedStrings: only('sharedStrings'),
    styles: only('styles'),
    from1904,
  };
}

/** As XML Schema writes yes. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function sheetPart({ attributes }: XmlElement, related: readonly Relationship[]): SheetPart[] {
  const { name = '', id, state } = attributes;
  const sheet = related.find((one) => one.id === id);
  if (!sheet) throw new RoderError('no-workbook', `The sheet ${name} is nowhere.`);
  // Charts and dialogs on sheets of their own hold no cells.
  if (sheet.type !== 'worksheet') return [];
  const visibility = state === 'veryHidden' ? 'very-hidden' : state === 'hidden' ? 'hidden' : 'visible';
  return [{ name, visibility, content: partOf(sheet)! }];
}

function partOf(relationship: Relationship | undefined): Buffer | undefined {
  if (relationship && !relationship.part)
    throw new RoderError('no-workbook', `There is no ${relationship.target}.`);
  return relationship?.part;
}

/** What a part refers to; the package itself is ''. */
function relationships(parts: Parts, from: string): Relationship[] {
  const folder = from ? posix.dirname(from) : '';
  const part =
    parts.get(plainName(posix.join(folder, '_rels', `${posix.basename(from)}.rels`))) ??
    onlyOne(parts, folder);
  const found: Relationship[] = [];
  if (!part) return found;
  readXml(part, {
    whole: {
      Relationship: ({ attributes: { Id: id = '', Type: type = '', Target: target = '', TargetMode } }) => {
        if (TargetMode === 'External') return;
        const name = plainName(posix.join('/', target.startsWith('/') ? '' : folder, unescaped(target)));
        found.push({ id, type: type.split('/').at(-1)!, target: name, part: parts.get(name) });
      },
    },
  });
  return found;
}

/** Of a part that was given another name and not what goes with it. */
function onlyOne(parts: Parts, folder: string): Buffer | undefined {
  const [one, ...more] = [...parts].filter(([name]) => posix.dirname(name) === posix.join(folder, '_rels'));
  return more.length === 0 ? one?.[1] : undefined;
}

function unescaped(target: string): string {
  const path = target.replaceAll('\\', '/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
