import { formatNumber, isShare, parseNumber, withUnit } from '../../language/numbers.ts';
import { type Fault, oneOf, tooLong } from '../../language/people-text.ts';
import { nameWithUnit } from '../../plan/names.ts';
import type { Indicator } from '../../plan/plan-schema.ts';
import { type DraftPart, type DraftReading, skipReasons } from '../../reports/draft.ts';
import { byGenderOf, valuePeriodName } from '../../reports/indicator-series.ts';
import type { KnownValue } from '../../reports/known-values.ts';
import type { Reader } from '../../reports/reader.ts';
import type { Reading } from '../../reports/report.ts';
import {
  type Entries,
  type Field,
  faultsIn,
  type Inputs,
  idIn,
  type Part,
  type PartSubject,
  type Taking,
  textIn,
} from './part.ts';

/** How many earlier values stand beside a question. */
const valuesShown = 2;

/** The values. An empty one is "no value yet"; one that cannot be read is the only thing that stops anybody. */
export const readings: Part = {
  isDrawn: true,
  items: ({ indicators }) => indicators.map(({ id }) => `reading-${id}`),
  fold: {
    name: 'comments',
    title: 'answer.comments.unfold',
    hasContent: ({ readings: typed = {} }) =>
      Object.values(typed).some(({ skip, comment }) => Boolean(skip || comment)),
  },

  inputs(item, typed, subject, open): Inputs {
    const id = idIn(item, 'reading');
    const { text, women = '', men = '', skip = '', comment = '' } = typed.readings?.[id] ?? { text: '' };
    const split = isByGender(id, subject) ? { [`women-${id}`]: women, [`men-${id}`]: men } : {};
    return { [item]: text, ...split, ...(open ? { [`comment-${id}`]: comment, [`skip-${id}`]: skip } : {}) };
  },

  take(item, inputs, before, taking) {
    const id = idIn(item, 'reading');
    const was = before.readings?.[id] ?? { text: '' };
    const text = textIn(inputs[item], was.text);
    const skip = oneOf(skipReasons, inputs[`skip-${id}`] ?? was.skip);
    const comment = textIn(inputs[`comment-${id}`], was.comment);
    const [women, men] = (['women', 'men'] as const).map((who) => textIn(inputs[`${who}-${id}`], was[who]));
    const known = knownSource(id, { text, was }, taking);
    const isAlone = text === '' && Boolean(women || men);
    const fault = isAlone
      ? { key: 'answer.fault.totalMissing' }
      : known
        ? undefined
        : valueFault(id, { text, askedAbout: was.askedAbout }, taking.subject);
    const unreadable = (typed: string | undefined) =>
      valueFault(id, { text: typed ?? '', askedAbout: typed }, taking.subject);
    const faults = faultsIn({
      [item]: fault,
      [`women-${id}`]: unreadable(women),
      [`men-${id}`]: unreadable(men),
      [`comment-${id}`]: tooLong(comment, 'comment'),
    });
    // Only what is shown again with its question is asked about.
    const askedAbout =
      fault && 'isQuestion' in fault && fault.isQuestion && taking.confirms ? text : was.askedAbout;
    const done = Object.keys(faults).length === 0 && (taking.confirms || Boolean(was.done));
    const split = isByGender(id, taking.subject) ? { women, men } : {};
    const unit = text === '' ? undefined : taking.subject.indicators.find((one) => one.id === id)?.unit.sv;
    const typed: DraftReading = { text, unit, ...split, skip, comment, known, askedAbout, done };
    return { typed: { ...before, readings: { ...before.readings, [id]: typed } }, faults };
  },

  fields(item, { subject, typed, open, values, known }) {
    const { reader, indicators } = subject;
    const { t, say } = reader;
    const id = idIn(item, 'reading');
    const indicator = indicators.find((one) => one.id === id)!;
    const value: Field = {
      id: item,
      kind: 'line',
      heading: indicators[0] === indicator ? t('answer.readings.heading') : undefined,
      intro: indicators[0] === indicator ? t('answer.readings.ask') : undefined,
      label: nameWithUnit(indicator, reader.language),
      notes: [
        knownText(known.get(id) ?? knownBefore(typed.readings?.[id], indicator), values[item], reader),
        open && indicator.definition ? say(indicator.definition) : undefined,
        factsText(subject, indicator),
      ],
    };
    const split: Field[] = isByGender(id, subject)
      ? (['women', 'men'] as const).map((who) => ({
          id: `${who}-${id}`,
          kind: 'line',
          label: t(`answer.readings.${who}`),
          below: true,
        }))
      : [];
    if (!open) return [value, ...split];
    const comment: Field = {
      id: `comment-${id}`,
      kind: 'line',
      label: t('answer.readings.comment'),
      below: true,
    };
    const skip: Field = {
      id: `skip-${id}`,
      kind: 'list',
      below: true,
      label: t('answer.readings.skip'),
      placeholder: t('answer.choose'),
      choices: skipReasons.map((reason) => ({ value: reason, title: t(`skip.${reason}`) })),
    };
    // Nobody is asked why a value that stands there is missing; a reason that was given is never hidden.
    const isAsked = !values[item] || Boolean(values[skip.id]);
    return [value, ...split, comment, ...(isAsked ? [skip] : [])];
  },

  isDone(item, typed, { indicators }) {
    const id = idIn(item, 'reading');
    return isReadingDone(
      typed.readings?.[id],
      indicators.find((one) => one.id === id),
    );
  },

  answers({ readings: typed = {} }, part, sent, plan) {
    const given = part.indicatorIds.flatMap((id) => {
      const reading = typed[id] && readingOf(typed[id], plan.indicator(id));
      if (reading) return [[`reading-${id}`, reading] as const];
      // A value that was sent in and is emptied is none again.
      const was = sent.readings[id]?.answer;
      const isTaken = typed[id]?.done && typed[id].text === '' && was && 'value' in was;
      return isTaken ? [[`reading-${id}`, { skipped: 'not-ready' }] as const] : [];
    });
    return Object.fromEntries(given);
  },

  entries: ({ readings: given = {} }) =>
    Object.fromEntries(Object.entries(given).map(([id, one]) => [`reading-${id}`, one])),

  from(entries: Entries) {
    const given = Object.entries(entries).flatMap(([key, one]) =>
      key.startsWith('reading-') ? [[idIn(key, 'reading'), one as Reading] as const] : [],
    );
    return given.length > 0 ? { readings: Object.fromEntries(given) } : {};
  },

  typed({ readings: given = {} }, show) {
    const typed = Object.entries(given).map(([id, one]) => [id, typedOf(one, show)] as const);
    return typed.length > 0 ? { readings: Object.fromEntries(typed) } : {};
  },

  said({ readings: given = {} }, { t, plan, say, language, byGender }) {
    return Object.entries(given).map(([id, reading]) => {
      const indicator = plan.indicator(id);
      const value =
        'skipped' in reading
          ? t('report.skipped', { reason: t(`skip.${reading.skipped}`) })
          : formatNumber(reading.value, language, indicator && say(indicator.unit));
      return {
        what: indicator ? say(indicator.name) : id,
        words: [value, 'skipped' in reading ? '' : byGender(reading, indicator), reading.comment]
          .filter(Boolean)
          .join('. '),
      };
    });
  },
};

/** As before anybody had typed: what is known stands there, to be confirmed or corrected. */
export function withKnown(
  typed: DraftPart,
  known: ReadonlyMap<string, KnownValue>,
  { language }: Pick<Reader, 'language'>,
): DraftPart {
  const filled = [...known]
    .filter(([id, value]) => isLeftToKnown(typed.readings?.[id], value))
    .map(([id, { value, women, men }]) => {
      const shown = (one: number | undefined) =>
        one === undefined ? undefined : formatNumber(one, language);
      return [id, { text: formatNumber(value, language), women: shown(women), men: shown(men) }] as const;
    });
  return filled.length === 0
    ? typed
    : { ...typed, readings: { ...typed.readings, ...Object.fromEntries(filled) } };
}

/** Nobody has typed anything there; what a system had filled in gives way to its own correction. */
function isLeftToKnown(typed: DraftReading | undefined, { source }: KnownValue): boolean {
  if (!typed) return true;
  return !typed.done && source.source === 'system' && typed.known?.source === 'system';
}

/** Gone through, and left without a value where none is typed. */
export function withoutValues(typed: DraftPart, indicatorIds: readonly string[]): DraftPart {
  const none = indicatorIds
    .filter((id) => !typed.readings?.[id]?.done)
    .map((id) => [id, { ...(typed.readings?.[id] ?? { text: '' }), done: true }] as const);
  return { ...typed, readings: { ...typed.readings, ...Object.fromEntries(none) } };
}

/** The plan wants it of women and of men as well. */
function isByGender(id: string, { indicators }: PartSubject): boolean {
  return indicators.some((one) => one.id === id && one.byGender === true);
}

/** What was typed as days is gone through again where the plan has come to count weeks. */
export function isReadingDone(
  { done = false, unit }: Pick<DraftReading, 'done' | 'unit'> = {},
  indicator: Indicator | undefined,
): boolean {
  return done && (unit === undefined || !indicator || unit === indicator.unit.sv);
}

function readingOf(reading: DraftReading, indicator: Indicator | undefined): Reading | undefined {
  if (!isReadingDone(reading, indicator)) return undefined;
  const { text, women, men, skip, comment, known } = reading;
  const parsed = parseNumber(text, indicator?.unit);
  const said = { comment: comment || undefined };
  const valueIn = (typed: string | undefined) => {
    const read = parseNumber(typed ?? '', indicator?.unit);
    return 'value' in read ? read.value : undefined;
  };
  if ('value' in parsed)
    return {
      value: parsed.value,
      ...byGenderOf({ women: valueIn(women), men: valueIn(men) }),
      ...said,
      known,
    };
  return skip ? { skipped: skip, ...said } : undefined;
}

function typedOf(reading: Reading, show: (value: number) => string): DraftReading {
  const { comment } = reading;
  if ('skipped' in reading) return { text: '', skip: reading.skipped, comment, done: true };
  const text = show(reading.value);
  // Sent in once is agreed to: it is not asked about again unless it is changed.
  const split = Object.fromEntries(Object.entries(byGenderOf(reading)).map(([who, one]) => [who, show(one)]));
  return { text, ...split, comment, known: reading.known, askedAbout: text, done: true };
}

/** Where what is known has not been looked at, what was said of the same text stands. */
function knownSource(
  id: string,
  { text, was }: { text: string; was: DraftReading },
  { known, subject }: Taking,
): DraftReading['known'] {
  const value = known.get(id);
  if (!value) return text === was.text ? was.known : undefined;
  const parsed = parseNumber(text, subject.indicators.find((one) => one.id === id)?.unit);
  return 'value' in parsed && parsed.value === value.value ? value.source : undefined;
}

function valueFault(
  id: string,
  { text, askedAbout }: Pick<DraftReading, 'text' | 'askedAbout'>,
  subject: PartSubject,
): Fault | undefined {
  if (text === '') return undefined;
  const { reader, indicators, series } = subject;
  const indicator = indicators.find((one) => one.id === id)!;
  const parsed = parseNumber(text, indicator.unit);
  if ('fault' in parsed) return { key: `answer.fault.${parsed.fault}`, values: { typed: text.slice(0, 40) } };
  if (text === askedAbout) return undefined;
  const before = (series.get(id) ?? []).map(({ value }) => value);
  const last = before.at(-1);
  const shown = (value: number) => formatNumber(value, reader.language, reader.say(indicator.unit));
  if (isShare(indicator.unit) && isOutside(parsed.value) && !isOutside(last ?? 0))
    return { key: 'answer.fault.notAShare', values: { value: shown(parsed.value) }, isQuestion: true };
  if (last === undefined && thousands.test(text))
    return {
      key: 'answer.fault.thousands',
      values: { typed: text, value: shown(parsed.value) },
      isQuestion: true,
    };
  const isNewlyBelow = indicator.direction !== 'band' && parsed.value < 0 && before.every((one) => one >= 0);
  if (last === undefined || !(isNewlyBelow || isFar(parsed.value, last))) return undefined;
  return {
    key: 'answer.fault.farFromLast',
    values: { last: shown(last), value: shown(parsed.value) },
    isQuestion: true,
  };
}

/** "1.000" is one with three decimals, and perhaps meant as a thousand: nothing earlier tells which. */
const thousands = /^[-−–]?[1-9]\d{0,2}[.,]\d{3}(?!\d)/u;

function isOutside(value: number): boolean {
  return value < 0 || value > 100;
}

/** Tenfold the last value or a tenth of it: a slip of the decimal comma, perhaps. Asked once, never refused. */
function isFar(value: number, last: number): boolean {
  if (last === 0 || value === 0) return false;
  const ratio = Math.abs(value / last);
  return ratio >= 10 || ratio <= 0.1;
}

function knownBefore(reading: DraftReading | undefined, { unit }: Indicator): KnownValue | undefined {
  const parsed = parseNumber(reading?.text ?? '', unit);
  return reading?.known && 'value' in parsed ? { value: parsed.value, source: reading.known } : undefined;
}

/** While the value that was known stands there: where it is from, of when, and how old it is. */
function knownText(known: KnownValue | undefined, value: string | undefined, reader: Reader): string {
  if (!known) return '';
  const { t } = reader;
  const { source, fetchedAt, before } = known;
  const shown = formatNumber(known.value, reader.language);
  if (source.system && source.date) {
    const facts = { system: source.system, day: reader.day(source.date), value: shown };
    // What the system says is said also to whoever knows better, or has answered before it corrected itself.
    if (value !== shown) return t('answer.readings.otherwiseDelivered', facts);
    if (before === undefined) return t('answer.readings.delivered', facts);
    return t('answer.readings.redelivered', { ...facts, before: formatNumber(before, reader.language) });
  }
  if (value !== shown) return '';
  const name = t(source.source === 'kolada' ? 'answer.readings.fromKolada' : 'answer.readings.fromPlan');
  const facts = {
    period: reader.roundName(source.period),
    source: fetchedAt ? t('answer.readings.fetched', { source: name, date: reader.day(fetchedAt) }) : name,
  };
  return t(source.preliminary ? 'answer.readings.knownPreliminary' : 'answer.readings.known', facts);
}

/** One line: the values before, and the target. */
function factsText({ reader, series }: PartSubject, indicator: Indicator): string {
  const { t, language, say, plan } = reader;
  const before = (series.get(indicator.id) ?? [])
    .slice(-valuesShown)
    .map((point) => `${valuePeriodName(point, plan, language)}: ${formatNumber(point.value, language)}`);
  const { target } = indicator;
  const goal =
    target &&
    t('answer.readings.target', { target: withUnit(reader.target(target), say(indicator.unit), language) });
  return [...before, goal].filter(Boolean).join(' · ');
}
