import { knownProperties } from './card-schema/adaptive-card.ts';
import { type Found, foundIn } from './card-schema/found.ts';

/** What people read, or have read to them. */
const visible = [
  'text',
  'title',
  'label',
  'placeholder',
  'errorMessage',
  'altText',
  'tooltip',
  'fallbackText',
  'speak',
];

/** `hasText` tells whether a key is in both languages. */
export function templateFaults(template: unknown, hasText: (key: string) => boolean): string[] {
  const found = foundIn(template);
  return [
    ...versionFaults(template),
    ...found.flatMap((one) =>
      [...propertyFaults(one), ...wordFaults(one), ...keyFaults(one, hasText)].map(
        (fault) => `${one.path}: ${fault}`,
      ),
    ),
  ];
}

/** A card says its version; a block that is bound into other cards has none. */
function versionFaults(template: unknown): string[] {
  const { type, version } = template as { type?: unknown; version?: unknown };
  return type === 'AdaptiveCard' && version !== '1.5' ? [`card: the version is ${version}, not 1.5`] : [];
}

/** `$data`, `$when` and the like belong to templating. */
function propertyFaults({ object }: Found): string[] {
  // A query is no element of its own: the finished card is looked at whole.
  if (object.type === undefined || object.type === 'Data.Query') return [];
  const known = knownProperties.get(String(object.type));
  if (!known) return [`there is no type ${object.type}`];
  const others = Object.keys(object).filter((key) => !key.startsWith('$') && !known.has(key));
  return others.map((key) => `${object.type} has no ${key}`);
}

/** Words live in `src/language`, so that both languages have them. */
function wordFaults({ object, path }: Found): string[] {
  const isChoice = /\.choices\.\d+$/.test(path);
  const isFact = 'title' in object && 'value' in object && object.type === undefined && !isChoice;
  return [...visible, ...(isFact ? ['value'] : [])].flatMap((key) => {
    const value = object[key];
    const isWritten = typeof value === 'string' && !isTextKey(value) && hasWords(value);
    return isWritten ? [`${key} is written out ("${value}"); use "@a.key" or "\${a field}"`] : [];
  });
}

function keyFaults({ object }: Found, hasText: (key: string) => boolean): string[] {
  const keys = Object.values(object).filter((value) => typeof value === 'string' && isTextKey(value));
  const missing = keys.map((key) => String(key).slice(1)).filter((key) => !hasText(key));
  return missing.map((key) => `there is no text ${key} in every language`);
}

function isTextKey(value: string): boolean {
  return /^@[\w.-]+$/.test(value);
}

/** Letters outside bindings, or quoted inside one. */
function hasWords(value: string): boolean {
  const bindings = value.match(/\$\{[^}]*\}/g) ?? [];
  const outside = value.replaceAll(/\$\{[^}]*\}/g, '');
  return /\p{L}/u.test(outside) || bindings.some((binding) => /(['"])[^'"]*\p{L}[^'"]*\1/u.test(binding));
}
