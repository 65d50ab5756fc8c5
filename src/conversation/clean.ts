/**
 * What somebody wrote, as commands and questions alike read it. Each step takes time in proportion to what is read,
 * whatever that is.
 */
export interface ReadMessage {
  /** Without mentions, marks of Teams', invisible characters and emoji; empty when nothing was said in words. */
  readonly text: string;
  /** No words, and what stands in their place says thanks or yes: 👍, ❤️. */
  readonly isThanks: boolean;
  /** More was written than is read. */
  readonly isCut: boolean;
}

/** No message needs more, and nobody can keep Roder busy with one. */
export const maxRead = 2000;

/** `mentions`: how mentions look in the text where Teams says so; they are no part of what is said. */
export function readMessage(written: string, mentions: readonly string[] = []): ReadMessage {
  const isCut = written.length > maxRead;
  const read = isCut ? written.slice(0, maxRead).replace(cutThrough, '') : written;
  const plain = withoutEntities(withoutTags(withoutMentions(read.toWellFormed(), mentions)))
    .replaceAll(invisible, '')
    .normalize('NFC');
  const text = withoutEnds(plain.replaceAll(emoji, ' ').replaceAll(/\s+/gu, ' ').trim());
  return { text, isThanks: text === '' && thanks.test(plain), isCut };
}

/** An entity or a tag that the cut goes through. */
const cutThrough = /(?:&[#\w]{0,8}|<[^<>]*)$/u;

/** Each entity is one mention, of which a message has a few. */
function withoutMentions(text: string, mentions: readonly string[]): string {
  return mentions.slice(0, 20).reduce((left, one) => left.replace(one, () => ' '), text);
}

/** A tag ends before the next begins, so that many beginnings are not each read to the end; `< 5` is none. */
const tags = /<\/?[a-z][^<>]*>/giu;

/** Without tags, and without what stands between `<at>` and `</at>`. */
function withoutTags(text: string): string {
  let [kept, from, mentionedFrom] = ['', 0, undefined as number | undefined];
  for (const { 0: tag, index } of text.matchAll(tags)) {
    if (mentionedFrom === undefined) kept += `${text.slice(from, index)} `;
    from = index + tag.length;
    if (/^<at\b/iu.test(tag)) mentionedFrom ??= from;
    if (/^<\/at\b/iu.test(tag)) mentionedFrom = undefined;
  }
  // A mention that nothing ends is none: what follows may be all that was said.
  return kept + text.slice(mentionedFrom ?? from).replaceAll(tags, ' ');
}

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  shy: '',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  aring: 'å',
  auml: 'ä',
  ouml: 'ö',
  Aring: 'Å',
  Auml: 'Ä',
  Ouml: 'Ö',
};

function withoutEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/gu, (all, ...found) => {
    const [decimal, hexadecimal, name] = found as (string | undefined)[];
    if (name) return Object.hasOwn(entities, name) ? entities[name]! : all;
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal!, 16);
    return code > 0x10_ff_ff ? ' ' : String.fromCodePoint(code).toWellFormed();
  });
}

/** What is not seen: joiners, marks of direction, soft hyphens, variants of emoji, control characters. */
const invisible = /\p{Cf}|\p{Variation_Selector}|\u034f|(?!\s)\p{Cc}/gu;

const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3/gu;
const thanks = /[👍👌👏🙌🙏💪🤝🎉🥳💯✅⭐🌟🏆😊☺😍🥰🤩🤗❤♥❣🧡💛💚💙💜🤎🖤🤍🩷🩵🩶💓💕💖💗💘💝💞]/u;

const [before, after] = ['/"”“»«’‘\' ', '.!?…,;:"”“»«’‘\' '];

/** Without the slash and quotation marks it begins with, and the punctuation, quotation marks or :) it ends with. */
function withoutEnds(text: string): string {
  let [start, end] = [0, text.length - (/(?:^| )[:;]-?[)(DP]$/u.exec(text)?.[0].length ?? 0)];
  while (start < end && before.includes(text[start]!)) start += 1;
  while (start < end && after.includes(text[end - 1]!)) end -= 1;
  return text.slice(start, end);
}
