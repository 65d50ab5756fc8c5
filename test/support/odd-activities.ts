import fc from 'fast-check';
import type { JsonObject } from './teams-conversations.ts';

/** What Teams never sends and a client, a proxy or somebody hostile might. */
const oddValues: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    '',
    ' ',
    'x',
    [],
    {},
    [[]],
    [null],
    ['x'],
    [0, {}],
    { id: null },
    { id: 7 },
  ],
  ...['\u0000', '\ud800', 'x'.repeat(5000), '../../x', 'a/b?c#d', '__proto__', 'constructor'],
  ...[{ constructor: 1 }, { toString: 1 }, { id: { $ne: 1 } }, { length: 3 }, { tenant: 'x' }, { id: 'a/b' }],
  [
    { type: 'mention' },
    { type: 'mention', mentioned: null },
    { type: 1 },
    { type: 'mention', mentioned: {} },
  ],
  ...['2026-13-40T99:99', { type: 'message' }],
];

const odd = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...oddValues) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Every place in an activity, by the keys that lead there. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [[...path, key], ...placesIn(one, [...path, key])]);
}

/** What Teams may send beside what the activity has: also these may be odd. */
const alsoRead = [
  ...['text', 'textFormat', 'value', 'attachments', 'entities', 'membersAdded', 'membersRemoved', 'locale'],
  ...[
    'name',
    'action',
    'replyToId',
    'recipient',
    'channelData',
    'timestamp',
    'id',
    'deliveryMode',
    'callerId',
  ],
  ...['reactionsAdded', 'relatesTo', 'suggestedActions', 'localTimestamp', 'rawTimestamp'],
].map((key) => [key]);

/** The activity with one to three places gone or odd; `places` says which, for whoever reads a failure. */
export function oddOf(activity: JsonObject): fc.Arbitrary<{ places: string[]; activity: JsonObject }> {
  const place = fc.constantFrom(...placesIn(activity), ...alsoRead);
  const change = fc.record({ place, value: fc.option(odd, { nil: undefined }) });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => ({
    places: changes.map((one) => one.place.join('.')),
    activity: changes.reduce(changed, structuredClone(activity)),
  }));
}

function changed(activity: JsonObject, { place, value }: { place: string[]; value: unknown }): JsonObject {
  const [last, ...path] = place.toReversed();
  const at = path
    .toReversed()
    .reduce<unknown>((one, key) => (one as JsonObject | undefined)?.[key], activity);
  if (typeof at !== 'object' || at === null) return activity;
  if (value === undefined) Reflect.deleteProperty(at, last!);
  else Object.assign(at, { [last!]: value });
  return activity;
}
