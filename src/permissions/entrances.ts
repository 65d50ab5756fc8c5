import type { Permission } from './matrix.ts';

/**
 * The permission each button and typed command requires, as one table. Entry points enforce it, `docs/permissions.md`
 * is generated from it, and `test/permissions` presses every button as every kind of person.
 */
export interface Need {
  /**
   * The matrix row that decides; absent: open to everybody, and shows only the person's own data or data without an
   * owner.
   */
  readonly deed?: Permission;
  /**
   * `whole`: the access of the person's roles decides, checked first. `subject`: depends on whose ask or which
   * assignment it is, so the use case checks after looking that up.
   */
  readonly by?: 'whole' | 'subject';
}

export interface Button extends Need {
  /** The kind of card that the button may update for everybody who sees it, in the person's own chat. */
  readonly card?: CardKind;
}

export interface TypedNeed extends Need {
  /**
   * `own-chat`: the command does not exist elsewhere. `own-chat-told`: elsewhere Roder answers that it belongs in one's
   * own chat.
   */
  readonly where?: 'own-chat' | 'own-chat-told';
}

/** The subject of a card; a card with buttons for several subjects has several. */
export type CardKind = 'ask' | 'objection' | 'support' | 'plan' | 'rounds' | 'restore' | 'settings';

const answer: Button = { deed: 'ask/answer', by: 'subject', card: 'ask' };
const settings: Button = { card: 'settings' };
const seePeople: Need = { deed: 'people/read', by: 'whole' };
const round: Button = { deed: 'round/change', by: 'whole', card: 'rounds' };
const objection: Button = { deed: 'round/change', by: 'whole', card: 'objection' };
const plan: Button = { deed: 'plan/change', by: 'whole', card: 'plan' };
const restored: Button = { deed: 'round/change', by: 'whole', card: 'restore' };
const support: Button = { deed: 'help/reply', by: 'subject', card: 'support' };
/** For one assignment or a whole round. */
const paper: Need = { deed: 'report/export', by: 'subject' };

/** Keyed by verb. */
export const buttons: Readonly<Record<string, Button>> = {
  'answer/open': answer,
  'answer/same': answer,
  'answer/next': answer,
  'answer/review': answer,
  'answer/unfold': answer,
  'answer/back': answer,
  'answer/preview': answer,
  'answer/receipt': answer,
  'answer/change': answer,
  'answer/correct': answer,
  'answer/help-withdraw': answer,
  'answer/help-restore': answer,
  'answer/history': answer,
  'answer/settle': answer,
  'answer/submit': answer,
  'reminders/show': answer,
  'reminders/why': answer,
  'reminders/later': answer,
  'reminders/later-set': answer,
  'reminders/later-undo': answer,
  'reminders/not-me': answer,
  'reminders/not-me-send': answer,
  'reminders/not-me-give': objection,
  'reminders/not-me-keep': objection,
  'reminders/away': settings,
  'reminders/away-set': settings,
  'reminders/back': settings,
  'reminders/settings': settings,
  'reminders/settings-save': settings,
  'rounds/coming': seePeople,
  'rounds/unanswered': seePeople,
  'rounds/postpone': round,
  'rounds/postpone-look': round,
  'rounds/postpone-do': round,
  'rounds/restore': round,
  'rounds/cancel': round,
  'rounds/cancel-look': round,
  'rounds/cancel-do': round,
  'rounds/keep': round,
  'restore/leave': restored,
  'restore/send': restored,
  'plan/menu': plan,
  'plan/change': plan,
  'plan/choose': plan,
  'plan/change-look': plan,
  'plan/preview': plan,
  'plan/confirm': plan,
  'plan/discard': plan,
  'plan/versions': plan,
  'plan/version': plan,
  'plan/back': plan,
  'questions/show': { deed: 'plan/read', by: 'whole' },
  'questions/meant': {},
  'questions/status': { deed: 'report/read', by: 'subject' },
  'following/start': { deed: 'assignment/follow', by: 'subject' },
  'following/stop': {},
  'following/list': {},
  'summaries/view': { deed: 'report/read', by: 'whole' },
  'support/open': support,
  'support/list': support,
  'support/more': support,
  'support/reply': support,
  'support/not-mine': support,
  'support/later': support,
  'support/later-set': support,
  'exports/choose': { deed: 'report/export', by: 'whole' },
  'exports/make': paper,
  'people/own-data': { deed: 'own/read', by: 'subject' },
  'help/show': {},
  'help/say': {},
};

/** Typed commands other than questions, keyed by their name. */
export const typed: Readonly<Record<string, TypedNeed>> = {
  answer: { deed: 'ask/answer', by: 'subject', where: 'own-chat-told' },
  sent: { deed: 'own/read', by: 'subject', where: 'own-chat-told' },
  follows: {},
  follow: { deed: 'assignment/follow', by: 'subject', where: 'own-chat-told' },
  unfollow: { where: 'own-chat-told' },
  export: { ...paper, where: 'own-chat-told' },
  exports: { ...seePeople, where: 'own-chat' },
  koladaSearch: { deed: 'plan/change', by: 'whole', where: 'own-chat' },
  kolada: { deed: 'plan/change', by: 'whole', where: 'own-chat' },
  ownData: { deed: 'own/read', by: 'subject', where: 'own-chat' },
  sentLog: { ...seePeople, where: 'own-chat' },
  reach: { ...seePeople, where: 'own-chat' },
  why: { deed: 'ask/answer', by: 'subject', where: 'own-chat' },
  settings: { where: 'own-chat' },
  away: { where: 'own-chat' },
  back: { where: 'own-chat' },
  plan: { deed: 'plan/change', by: 'whole', where: 'own-chat' },
  unknownWords: { deed: 'plan/change', by: 'whole', where: 'own-chat' },
  planVersions: { deed: 'plan/change', by: 'whole', where: 'own-chat' },
  coming: { ...seePeople, where: 'own-chat' },
  postpone: { deed: 'round/change', by: 'whole', where: 'own-chat' },
  cancel: { deed: 'round/change', by: 'whole', where: 'own-chat' },
  help: {},
  next: {},
  become: {},
};

const readReports: Need = { deed: 'report/read', by: 'whole' };
const readReport: Need = { deed: 'report/read', by: 'subject' };
const readPlan: Need = { deed: 'plan/read', by: 'whole' };
const own: Need = { deed: 'own/read', by: 'subject' };

/** The pages that are read, by name; what is pressed on one is a button's above. */
export const pages: Readonly<Record<string, Need>> = {
  whole: readReports,
  list: readReports,
  'list-of-one': readReports,
  assignment: readReport,
  indicator: readReport,
  rounds: { deed: 'round/read', by: 'whole' },
  round: { deed: 'round/read', by: 'whole' },
  mine: own,
  ask: own,
  plan: readPlan,
  versions: readPlan,
  'plan-file': { deed: 'plan/change', by: 'whole' },
  operations: seePeople,
};

/** The subject of a button, from its verb and data; identifies a card by its buttons. Undefined: no lasting subject. */
export function subjectOf(verb: string, data: Readonly<Record<string, unknown>> = {}): string | undefined {
  const { card } = (Object.hasOwn(buttons, verb) && buttons[verb]) || {};
  if (card === 'ask' || card === 'objection') return `${card}:${data.ask}`;
  if (card === 'support') return `support:${data.list || data.request}`;
  return card;
}
