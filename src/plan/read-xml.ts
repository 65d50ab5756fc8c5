import { SaxesParser } from 'saxes';
import { RoderError } from '../base/errors.ts';

/** An element with everything in it. Names are without prefix: which one a file uses is its own affair. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly XmlElement[];
  /** What stands directly in it. */
  readonly text: string;
}

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

export interface XmlWanted {
  /** Told of each of these when it is complete. */
  readonly whole: Readonly<Record<string, (element: XmlElement) => void>>;
  /** Told of each of these when it begins. */
  readonly begun?: Readonly<Record<string, (attributes: XmlAttributes) => void>>;
}

/**
 * What a workbook is made of, as Excel writes it and as ISO 29500 Strict has it. Elements of other namespaces
 * are extensions, and passed by with all that is in them.
 */
const namespaces: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/relationships',
]);

/** Workbooks nest a dozen deep. */
const maxDepth = 100;

interface Building {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a part of a workbook from start to end, keeping no more of it than one wanted element at a time.
 * Throws for what is not well-formed, and for a document type: entities are never unfolded.
 */
export function readXml(bytes: Uint8Array, { whole, begun = {} }: XmlWanted): void {
  const parser = new SaxesParser({ xmlns: true });
  /** The wanted element that is being read, and those within it down to where we are. */
  const open: Building[] = [];
  let depth = 0;
  /** How deep the element is whose content is passed by. */
  let passedBy = Number.POSITIVE_INFINITY;
  parser.on('doctype', () => {
    throw new RoderError('no-workbook', 'A document type.');
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    depth += 1;
    if (depth > maxDepth) throw new RoderError('no-workbook', 'Nested too deep.');
    if (depth > passedBy) return;
    if (!namespaces.has(uri)) {
      passedBy = depth;
      return;
    }
    const wanted = open.length > 0 || Object.hasOwn(whole, local);
    const start = Object.hasOwn(begun, local) ? begun[local] : undefined;
    if (!wanted && !start) return;
    const plain: Record<string, string> = {};
    // The others say what namespaces are called, or belong to extensions.
    for (const one of Object.values(attributes))
      if (!one.uri || one.uri.endsWith('/relationships')) plain[one.local] = one.value;
    start?.(plain);
    if (wanted) open.push({ name: local, attributes: plain, children: [], text: '' });
  });
  const text = (piece: string) => {
    if (open.length > 0 && depth < passedBy) open.at(-1)!.text += piece;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    depth -= 1;
    if (depth + 1 > passedBy) return;
    if (depth + 1 === passedBy) {
      passedBy = Number.POSITIVE_INFINITY;
      return;
    }
    const element = open.pop();
    if (!element) return;
    if (open.length > 0) open.at(-1)!.children.push(element);
    else whole[element.name]!(element);
  });
  parser.write(decoded(bytes)).close();
}

/** UTF-8 unless it begins as UTF-16 does or names another encoding. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.byteLength)).toString(
    'latin1',
  );
  const named = /^(?:ï»¿)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/u.exec(start)?.[1];
  const little = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  const encoding = little ? 'utf-16le' : big ? 'utf-16be' : (named ?? 'utf-8');
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
