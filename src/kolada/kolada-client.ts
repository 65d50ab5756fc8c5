import type { z } from 'zod/v4';
import {
  type AskedValues,
  type KeyFigureFacts,
  type Kolada,
  KoladaError,
  type KoladaValue,
} from '../base/kolada.ts';
import { createPages, type PagesOptions, type ReadPages } from './kolada-pages.ts';
import { datum, group, keyFigure } from './kolada-shapes.ts';

/** Kolada answers 422 for more ids than this in one path segment. */
const maxIds = 25;
/** Kolada's maximum. */
const perPage = 5000;

/** Kolada over HTTP, using `fetch`. */
export function createKolada(options: PagesOptions): Kolada {
  const pages = createPages(options);
  return {
    keyFigures: (ids) => inChunks(ids, (some) => readKeyFigures(pages, some)),
    async *catalogue() {
      for await (const values of pages(`kpi?per_page=${perPage}`)) yield understood(keyFigure, values);
    },
    async groups(title) {
      const path = `municipality_groups?title=${encodeURIComponent(title)}`;
      const found = understood(group, (await Array.fromAsync(pages(path))).flat());
      return found.map(({ id, title: name, members }) => ({
        id,
        title: name,
        members: members.filter(Boolean),
      }));
    },
    values: (asked) =>
      inChunks(asked.keyFigures, (keyFigures) =>
        inChunks(asked.municipalities, (municipalities) =>
          readValues(pages, { ...asked, keyFigures, municipalities }),
        ),
      ),
  };
}

function readKeyFigures(pages: ReadPages, ids: readonly string[]): Promise<KeyFigureFacts[]> {
  return orHalves(ids, async (some) => {
    const values = (await Array.fromAsync(pages(`kpi/${some.join(',')}`))).flat();
    return understood(keyFigure, values).filter(({ id }) => some.includes(id));
  });
}

function readValues(pages: ReadPages, asked: AskedValues): Promise<KoladaValue[]> {
  return orHalves(asked.keyFigures, async (some) => {
    const [municipalities, years] = [asked.municipalities.join(','), asked.years.join(',')];
    const path = `data/kpi/${some.join(',')}/municipality/${municipalities}/year/${years}?per_page=${perPage}`;
    const values = (await Array.fromAsync(pages(path))).flat();
    return understood(datum, values).flatMap(totalOf);
  });
}

/** The value for the whole population. Genders come in no fixed order, and some figures have only women and men. */
function totalOf({ kpi, municipality, period, values }: z.output<typeof datum>): KoladaValue[] {
  const total = values.find(({ gender }) => gender === 'T');
  if (!total) return [];
  const valueIn = (one: (typeof values)[number] | undefined) =>
    one?.isdeleted ? undefined : (one?.value ?? undefined);
  const [women, men] = ['K', 'M'].map((sign) => valueIn(values.find(({ gender }) => gender === sign)));
  return [{ keyFigure: kpi, municipality, year: period, value: valueIn(total) ?? null, women, men }];
}

async function inChunks<T>(
  ids: readonly string[],
  read: (some: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += maxIds)
    found.push(...(await read(ids.slice(start, start + maxIds))));
  return found;
}

/** If Kolada refuses a request, retries it in halves, so that one bad id does not hide the others. */
async function orHalves<T>(
  ids: readonly string[],
  read: (some: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  try {
    return await read(ids);
  } catch (error) {
    if (!(error instanceof KoladaError) || error.code !== 'kolada-not-found') throw error;
    if (ids.length <= 1) return [];
    const half = Math.ceil(ids.length / 2);
    return [...(await orHalves(ids.slice(0, half), read)), ...(await orHalves(ids.slice(half), read))];
  }
}

/**
 * The values that match version 3's format. If there are values and none matches, this is another version or service,
 * and it throws.
 */
function understood<T>(schema: z.ZodType<T>, values: readonly unknown[]): T[] {
  const read = values.flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
  if (values.length > 0 && read.length === 0)
    throw new KoladaError('kolada-unreadable', 'Kolada answers in a form that Roder does not know.');
  return read;
}
