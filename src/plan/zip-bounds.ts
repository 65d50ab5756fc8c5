import { crc32, inflateRawSync } from 'node:zlib';
import { RoderError } from '../base/errors.ts';

/**
 * What a workbook is packed in, looked through before it is opened: a small file may unpack into a huge one,
 * and a damaged one into half of what was saved. `no-zip`: it is not packed as a workbook is, or is damaged.
 */
export type ZipFault = 'no-zip' | 'too-much';

const maxParts = 2000;
const marks = { end: 0x06054b50, entry: 0x02014b50, part: 0x04034b50 } as const;
const endSize = 22;
const maxComment = 65_535;

/** Every part of a zip file by its name, unpacked within the bound and held against its checksum; or why not. */
export function unzip(bytes: Uint8Array, maxBytes: number): ReadonlyMap<string, Buffer> | ZipFault {
  const parts = new Map<string, Buffer>();
  try {
    let left = maxBytes;
    for (const part of partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
      const content = unpacked(part, left);
      if (crc32(content) !== part.checksum) return 'no-zip';
      left -= content.byteLength;
      const name = plainName(part.name);
      // Which of two would be meant, readers do not agree on.
      if (parts.has(name)) return 'no-zip';
      parts.set(name, content);
    }
    return parts;
  } catch (error) {
    // Everything that is read is checked by being read: past the end, or what cannot be unpacked.
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ERR_BUFFER_TOO_LARGE' || code === 'too-much' ? 'too-much' : 'no-zip';
  }
}

/** As packages are looked up: in any case, without a slash at the front. Some programs turn the slashes round. */
export function plainName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/u, '').toLowerCase();
}

interface Part {
  readonly name: string;
  readonly packed: Buffer;
  readonly method: number;
  readonly checksum: number;
}

function partsOf(zip: Buffer): Part[] {
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count === 0) throw new RoderError('no-zip', 'There are no parts.');
  if (count > maxParts) throw new RoderError('too-much', 'The zip file has too many parts.');
  const parts: Part[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== marks.entry) throw new RoderError('no-zip', 'No entry where one should be.');
    parts.push(partAt(zip, at));
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

function endOf(zip: Buffer): number {
  const first = Math.max(0, zip.length - endSize - maxComment);
  for (let at = zip.length - endSize; at >= first; at--) if (zip.readUInt32LE(at) === marks.end) return at;
  throw new RoderError('no-zip', 'It does not end as a zip file does.');
}

function partAt(zip: Buffer, entry: number): Part {
  const start = zip.readUInt32LE(entry + 42);
  if (zip.readUInt32LE(start) !== marks.part) throw new RoderError('no-zip', 'No part where one should be.');
  const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
  const size = zip.readUInt32LE(entry + 20);
  if (from + size > zip.length) throw new RoderError('no-zip', 'A part ends after the file does.');
  return {
    name: zip.toString('utf8', entry + 46, entry + 46 + zip.readUInt16LE(entry + 28)),
    packed: zip.subarray(from, from + size),
    method: zip.readUInt16LE(entry + 10),
    checksum: zip.readUInt32LE(entry + 16),
  };
}

function unpacked({ packed, method }: Part, max: number): Buffer {
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, max) });
  if (method !== 0) throw new RoderError('no-zip', 'It is packed in a way that Excel does not use.');
  if (packed.byteLength > max) throw new RoderError('too-much', 'The zip file is too large.');
  return packed;
}
