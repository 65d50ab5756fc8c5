import type { Meant, Read, Reading } from './meaning.ts';
import { findPeriod, type SaidPeriod } from './periods.ts';
import { subjectIndex } from './subject-index.ts';

/** The first time that is said, and what is left without any. */
export function timeOf(
  whole: string,
  { plan, today }: Reading,
): { period: SaidPeriod | undefined; left: string } {
  return { period: findPeriod(whole, today, plan)?.period, left: timesAs(' ', whole, { plan, today }) };
}

/** The text with the same in place of each time that is said. */
export function timesAs(sign: string, text: string, { plan, today }: Reading): string {
  let left = text;
  for (let found = findPeriod(left, today, plan), times = 0; found && times < maxTimes; times++) {
    left = left.replace(found.said, sign).replaceAll(/\s+/gu, ' ').trim();
    found = findPeriod(left, today, plan);
  }
  return left;
}

const maxTimes = 3;

/** What is to come, where what is wanted is to come; today is no time where how things are is asked. */
export function periodFor(intent: string, { period, message, plan, today }: Read): SaidPeriod | undefined {
  if (toCome.has(intent)) return comingIn(message.whole, intent, { plan, today });
  const isToday = period?.from === today.toString() && period.to === period.from;
  return isToday && now.has(intent) ? undefined : period;
}

/** "Hinner inte idag, ta det på fredag": the day that is asked for is not the one that it cannot be. */
function comingIn(whole: string, intent: string, { plan, today }: Reading): SaidPeriod | undefined {
  const how = { ahead: true, lasts: lasting.has(intent) };
  const first = findPeriod(whole, today, plan, how);
  if (!first || intent !== 'remind-later' || first.period.to !== today.toString()) return first?.period;
  const rest = whole.replace(first.said, ' ').replaceAll(/\s+/gu, ' ').trim();
  return (findPeriod(rest, today, plan, how) ?? first).period;
}

const toCome = new Set(['preview-round', 'change-round', 'away', 'remind-later', 'settings']);
const lasting = new Set(['away', 'remind-later']);
const now = new Set([
  'status',
  'indicator',
  'whole',
  'aspect',
  'deviations',
  'export',
  'help-wanted',
  'round',
]);
/** Answered as of a time; a time that nobody understands must not become today. */
const ofATime = new Set([...now, 'news', 'plan-changes', 'my-answers', 'send-log', 'priorities']);

/**
 * Asks which time is meant where words say one that Roder does not know, in place of an answer that would be today's.
 * What the plan itself is called by is no time.
 */
export function askedWhen(meant: Meant, { plan, today }: Reading, whole: string): Meant {
  if (meant.outcome === 'declined' || !ofATime.has(meant.intent)) return meant;
  const said = strangeTime(timesAs(' ', whole, { plan, today }));
  if (said === undefined || said.split(' ').every((word) => subjectIndex(plan).lexicon.has(word)))
    return meant;
  const { intent, subjects, choices } = meant;
  const about = subjects.map((subject) => ({ intent, subject }));
  return {
    ...meant,
    subjects: [],
    period: undefined,
    confidence: Math.min(meant.confidence, 0.59),
    outcome: 'asked-back',
    choices: about.length > 0 ? about : choices,
    strangeTime: said,
  };
}

const which =
  '(?:forsta|andra|tredje|fjarde|femte|forra|forrforra|sista|first|second|third|fourth|fifth|last|previous)';
const stretch =
  '(?:kvartal(?:et)?|tertial(?:et)?|halvar(?:et)?|manad(?:en)?|veckan?|ar(?:et)?|lasar(?:et)?|termin(?:en)?|period(?:en)?|omgang(?:en)?|mandatperiod(?:en)?|var(?:en)?|host(?:en)?|sommar(?:en)?|vinter(?:n)?|quarter|month|week|year|term|semester|period|round|spring|summer|autumn|fall|winter)';
const strange = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    '(?:q|kv|k|t|h|m|vt|ht|v)\\d{1,4}(?: 20\\d\\d)?',
    '(?:vecka|week|kvartal|quarter|tertial|halvar) \\d{1,2}',
    '20[4-9]\\d|20\\d{4,6}',
    '(?:pa )?(?:\\d{1,4} ?tal(?:et)?|\\d{2}s)',
    `${which} ${stretch}`,
    '(?:lasaret|terminen|varterminen|hostterminen|mandatperioden|sommaren|vintern|seklet|decenniet|artiondet)(?: \\d{2,4})?',
    '(?:pask(?:en|as)?|midsommar(?:en)?|julas|julen|jultid|pingsten?|valborg|lucia|nyar|arsskiftet|sportlovet|hostlovet|sommarlovet|jullovet|pandemin|corona(?:n|tiden)?|valet|forr|forut|easter|christmas|midsummer|pandemic|covid)',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'u',
);

function strangeTime(left: string): string | undefined {
  return strange.exec(left)?.[0];
}
