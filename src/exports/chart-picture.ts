import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { ChartData } from '../charts/chart-data.ts';
import { chartSvg } from '../charts/chart-svg.ts';
import type { Language } from '../language/language.ts';

/** Pixels of a chart in the drawing; the picture is three times as many. Two stand beside each other on A4. */
export const pictureSize = { width: 330, height: 160 } as const;

const require = createRequire(import.meta.url);
const family = 'PT Sans';

/** The files of the letters that Roder brings, the same on every machine. */
export const fonts = {
  plain: fontFile('400Regular'),
  bold: fontFile('700Bold'),
  italic: fontFile('400Regular_Italic'),
} as const;

function fontFile(name: string): string {
  return require.resolve(`@expo-google-fonts/pt-sans/${name}/PTSans_${name}.ttf`);
}

/** Once per process; a promise, so that two who come at once wait for the same. */
let ready: Promise<{ fontBuffers: Uint8Array[] }> | undefined;

async function prepare(): Promise<{ fontBuffers: Uint8Array[] }> {
  await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return { fontBuffers: [fonts.plain, fonts.bold].map((file) => readFileSync(file)) };
}

/** A chart as a PNG, three times its size so that it is sharp on paper. */
export async function chartPicture(chart: ChartData, language: Language): Promise<Uint8Array> {
  ready ??= prepare();
  const options = { ...(await ready), defaultFontFamily: family, sansSerifFamily: family };
  const svg = chartSvg(chart, pictureSize, language);
  const picture = new Resvg(svg, { font: options, fitTo: { mode: 'zoom', value: 3 } });
  const image = picture.render();
  const png = opaquePng(image);
  image.free();
  picture.free();
  return png;
}

/**
 * Without transparency, which a chart has none of: a PDF takes such pixels as they are, where it would else take the
 * picture apart and pack it again. By Node's own zlib, which is twice as fast as libraries that write PNG.
 */
function opaquePng({
  width,
  height,
  pixels,
}: {
  width: number;
  height: number;
  pixels: Uint8Array;
}): Uint8Array {
  const row = 1 + width * 3;
  const lines = Buffer.alloc(row * height);
  for (let y = 0, from = 0; y < height; y++)
    for (let to = y * row + 1; to < (y + 1) * row; from += 4, to += 3) {
      lines[to] = pixels[from]!;
      lines[to + 1] = pixels[from + 1]!;
      lines[to + 2] = pixels[from + 2]!;
    }
  const [bits, colour] = [8, 2];
  const head = Buffer.from([...uint32(width), ...uint32(height), bits, colour, 0, 0, 0]);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const chunks = [
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(lines)),
    pngChunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...chunks]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
