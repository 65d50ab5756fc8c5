import * as z from 'zod/v4';

/** What elements and actions hold; the two recursive kinds are handed round as parameters. */
export interface Parts {
  readonly element: z.ZodType;
  readonly action: z.ZodType;
}

export const text = z.string();
export const filled = z.string().min(1);
export const flag = z.boolean();
export const count = z.number().int().min(1);
export const pixels = z.string().regex(/^\d+px$/, 'must be pixels, as 40px');
export const picture = z
  .string()
  .regex(/^(https:\/\/|data:image\/)/, 'must begin with https:// or data:image/');

/** Clients do not care about the case of such values. */
export function oneOf(...values: string[]) {
  const message = `must be one of ${values.join(', ')}`;
  return z.string().refine((value) => values.includes(value.toLowerCase()), message);
}

/** An object with a `type`; any other property than these is a fault. */
export function named<R extends z.core.$ZodShape>(
  type: string,
  required: R,
  optional: z.core.$ZodShape = {},
) {
  return z.strictObject({ type: z.literal(type), ...optionally(optional), ...required });
}

export function optionally(properties: z.core.$ZodShape) {
  return z.strictObject(properties).partial().shape;
}

export const alignment = oneOf('left', 'center', 'right');
export const verticalAlignment = oneOf('top', 'center', 'bottom');
export const containerStyle = oneOf('default', 'emphasis', 'good', 'attention', 'warning', 'accent');

export const backgroundImage = z.union([
  picture,
  z.strictObject({
    url: picture,
    ...optionally({
      fillMode: oneOf('cover', 'repeathorizontally', 'repeatvertically', 'repeat'),
      horizontalAlignment: alignment,
      verticalAlignment,
    }),
  }),
]);

export const fallbackTo = (part: z.ZodType) => z.union([z.literal('drop'), part]);

export const everyElement = ({ element }: Parts) => ({
  id: text,
  isVisible: flag,
  separator: flag,
  spacing: oneOf('default', 'none', 'small', 'medium', 'large', 'extralarge', 'padding'),
  height: oneOf('auto', 'stretch'),
  fallback: fallbackTo(element),
  requires: z.record(text, text),
  lang: text,
  targetWidth: text,
});
