import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const require = createRequire(import.meta.url);
const family = 'PT Sans';

/** Once per process; a promise, so that two who come at once wait for the same. */
let ready: Promise<{ fonts: Uint8Array[] }> | undefined;

async function prepare(): Promise<{ fonts: Uint8Array[] }> {
  await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const font = (file: string) => readFileSync(require.resolve(`@expo-google-fonts/pt-sans/${file}`));
  return { fonts: [font('400Regular/PTSans_400Regular.ttf'), font('700Bold/PTSans_700Bold.ttf')] };
}

/** An SVG as a PNG, twice its size so that it is sharp on paper; text in the font that Roder brings. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  ready ??= prepare();
  const { fonts } = await ready;
  const options = { fontBuffers: fonts, defaultFontFamily: family, sansSerifFamily: family };
  const picture = new Resvg(svg, { font: options, fitTo: { mode: 'zoom', value: 2 } });
  const image = picture.render();
  const png = image.asPng();
  image.free();
  picture.free();
  return png;
}
