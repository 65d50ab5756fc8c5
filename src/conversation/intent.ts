import type { Card } from '../base/messenger.ts';
import type { Language } from '../language/language.ts';
import type { Need } from '../permissions/entrances.ts';
import type { Inquiry } from '../questions/inquiry.ts';
import type { Kind } from './answer-question.ts';
import type { Wanted } from './find-subjects.ts';
import type { Understood } from './meaning.ts';

/**
 * A sign of an intent: how sure it makes, and words that show it, in the message as `understand` reads it: folded, slips
 * set right, without greetings, oaths and courtesies. Of two expressions the second is looked for after the first.
 */
export interface Cue {
  readonly sure: number;
  readonly said: RegExp;
  readonly followedBy?: RegExp;
  /** Only where it is told, and not asked. */
  readonly told?: true;
  /** Not if this is said as well. */
  readonly unless?: RegExp;
}

/** What help is divided by; each a button there, or in the group that it is within. */
export const menuGroups = ['answer', 'ask', 'mine', 'lead', 'check'] as const;
export type MenuGroup = (typeof menuGroups)[number];
export const groupAround: Readonly<Partial<Record<MenuGroup, MenuGroup>>> = { check: 'lead' };

/** A place in help, where it is pressed, and perhaps in Teams' own menus; `help.does.ID` says what comes of it. */
export interface Menu {
  /** Absent: of help itself. */
  readonly group?: MenuGroup;
  /** What one writes for it, which stands on the button too. */
  readonly say: Readonly<Record<Language, string>>;
  /** Before the others of its group. */
  readonly isFirst?: true;
  /** The menus of Teams that have it: of the person's own chat, of channels and group chats. */
  readonly teams?: readonly ('personal' | 'shared')[];
}

/**
 * One thing people want of Roder, with all that is particular to it: reading, going on from it and answering ask the
 * intent, and have no lists of their own. `typed` in `permissions/entrances.ts` says where its command may be written.
 */
export interface Intent {
  readonly id: string;
  /** Whether it is about something of the plan: never, perhaps, or always. */
  readonly subject: 'none' | 'may' | 'must';
  /** Which kinds of subject it may be about. */
  readonly about?: readonly ('assignment' | 'indicator' | 'role' | 'term')[];
  /** How much each kind of subject weighs where several were named; absent: assignments alone. */
  readonly weights?: Wanted;
  /** Nothing can be shown or done before it is known what it is about: then that is asked. */
  readonly asksWhich?: true;
  /** As often about nothing in particular: a subject must be clearly said. */
  readonly mayBeOfNothing?: true;
  /** Its answer is of everything where no thing is named; named is also what the plan has nothing of. */
  readonly isOfEverything?: true;
  /** Its answer is of one subject: where several fit alike, it is of the first and not of all. */
  readonly ofOne?: true;
  /** What is named beside a role is what it is about: "byt ägare på energimåttet till kostchefen". */
  readonly besideRole?: true;
  /** Says outright what it is about: the group that matches. */
  readonly saysOf?: RegExp;
  /**
   * How a time that is said belongs to it. `now`: it is answered as things were then, and today is no time. `past`: its
   * weekdays are over, and "since" counts from then until today. `ahead`: they are to come. `lasting`: they are to
   * come, and it lasts.
   */
  readonly time?: 'now' | 'past' | 'ahead' | 'lasting';
  /**
   * It is answered as of a time: one that Roder does not know is asked about, and never becomes today; and the next
   * message, which says nothing but a time, asks it again, of that time.
   */
  readonly ofATime?: true;
  /** Its answer may stand beside "was it something else?"; a form is looked at anyway. */
  readonly isQuestion?: true;
  /**
   * Done as soon as it is understood, with no form between: it must be said outright, and is else asked first; and so it
   * is where something says that it is not wanted.
   */
  readonly atOnce?: { readonly unless: RegExp };
  /** The next message may go on from it; `time`: only to say another time. */
  readonly leadsOn?: true | 'time';
  /** What it is wanted for, which the next message may change: a day, a stretch of time, or hours and weekdays. */
  readonly isFor?: 'day' | 'stretch' | 'hours';
  /** A message that goes on may ask it, of what was spoken of. */
  readonly goesOn?: true;
  /**
   * Who may. `whole`: whoever may not is told so at once; `subject`: its answer says why not, since that depends on what
   * it is about. Absent: only the person's own is meant, or nothing.
   */
  readonly need?: Required<Need>;
  /** What answers it: what a button with the same question asks, or its own card. Absent: something is done, in `bot/features`. */
  readonly answer?: Kind | ((inquiry: Inquiry, understood: Understood) => Card | Promise<Card>);
  readonly menu?: Menu;
  /** What people write for it: evidence for what is written; the first names it in the documents. */
  readonly examples: Readonly<Record<Language, readonly string[]>>;
  readonly cues: readonly Cue[];
}

export function cue(sure: number, said: RegExp, more: Omit<Cue, 'sure' | 'said'> = {}): Cue {
  return { sure, said, ...more };
}
