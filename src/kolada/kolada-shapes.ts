import * as z from 'zod/v4';

/** The response format of version 3. Fields Roder does not use are ignored. */

export const page = z.object({
  values: z.array(z.unknown()),
  count: z.number().optional(),
  next_url: z.string().nullish(),
});

const day = z
  .string()
  .nullish()
  .transform((text) => /^\d{4}-\d{2}-\d{2}/u.exec(text ?? '')?.[0]);

export const keyFigure = z
  .object({
    id: z.string().regex(/^[NU]\d{5}$/u),
    title: z.string(),
    description: z.string().nullish(),
    operating_area: z.string().nullish(),
    prel_publication_date: day,
    publication_date: day,
    publ_period: z.union([z.string(), z.number()]).nullish(),
  })
  .transform((one) => ({
    id: one.id,
    title: one.title.trim(),
    description: one.description?.trim() ?? '',
    area: one.operating_area?.trim() ?? '',
    preliminaryFrom: one.prel_publication_date,
    finalFrom: one.publication_date,
    year: yearIn(one.publ_period),
  }));

/** Version 3 uses `member_id`; its earlier documentation says `id`. */
const member = z
  .object({ member_id: z.string().optional(), id: z.string().optional() })
  .transform(({ member_id, id }) => member_id ?? id ?? '');

export const group = z.object({ id: z.string(), title: z.string(), members: z.array(member).default([]) });

export const datum = z.object({
  kpi: z.string(),
  municipality: z.string(),
  period: z.coerce.number().int(),
  values: z.array(
    z.object({
      gender: z.string(),
      value: z.number().nullish(),
      isdeleted: z.boolean().nullish(),
    }),
  ),
});

function yearIn(period: string | number | null | undefined): number | undefined {
  const found = /\d{4}/u.exec(String(period ?? ''));
  return found ? Number(found[0]) : undefined;
}
