import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** `npm run icons`: the app's two pictures, as Teams wants them, from the drawings beside them. */

export const icons = [
  { name: 'color', size: 192 },
  { name: 'outline', size: 32 },
] as const;

const here = (file: string) => new URL(file, import.meta.url);

/** The PNG of each icon by its name. The renderer can be made ready only once in a process. */
export async function drawIcons(): Promise<ReadonlyMap<string, Uint8Array>> {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(readFileSync(wasm));
  return new Map(icons.map(({ name }) => [name, pngOf(readFileSync(here(`${name}.svg`), 'utf8'))]));
}

function pngOf(svg: string): Uint8Array {
  const picture = new Resvg(svg);
  const image = picture.render();
  const png = image.asPng();
  image.free();
  picture.free();
  return png;
}

if (import.meta.main) {
  for (const [name, png] of await drawIcons()) writeFileSync(here(`${name}.png`), png);
}
