import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { ChartData } from '../charts/chart-data.ts';
import { chartSvg } from '../charts/chart-svg.ts';
import type { Language } from '../language/language.ts';

/** Pixels of a chart in the drawing; the picture is three times as many. Two stand beside each other on A4. */
export const pictureSize = { width: 330, height: 160 } as const;

const require = createRequire(import.meta.url);
const family = 'PT Sans';

/** The letters that Roder brings, the same on every machine. */
export function fontFile(name: '400Regular' | '700Bold' | '400Regular_Italic'): Uint8Array {
  return readFileSync(require.resolve(`@expo-google-fonts/pt-sans/${name}/PTSans_${name}.ttf`));
}

/** Once per process; a promise, so that two who come at once wait for the same. */
let ready: Promise<{ fonts: Uint8Array[] }> | undefined;

async function prepare(): Promise<{ fonts: Uint8Array[] }> {
  await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return { fonts: [fontFile('400Regular'), fontFile('700Bold')] };
}

/** A chart as a PNG, three times its size so that it is sharp on paper. */
export async function chartPicture(chart: ChartData, language: Language): Promise<Uint8Array> {
  ready ??= prepare();
  const { fonts } = await ready;
  const options = { fontBuffers: fonts, defaultFontFamily: family, sansSerifFamily: family };
  const svg = chartSvg(chart, pictureSize, language);
  const picture = new Resvg(svg, { font: options, fitTo: { mode: 'zoom', value: 3 } });
  const image = picture.render();
  const png = image.asPng();
  image.free();
  picture.free();
  return png;
}
