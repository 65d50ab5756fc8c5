import { Temporal } from 'temporal-polyfill';

/** As an Input.Date gives it; undefined for anything else. */
export function readDate(text: string | undefined): Temporal.PlainDate | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/u.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
