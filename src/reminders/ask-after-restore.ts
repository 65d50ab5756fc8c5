import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import { type Language, translator } from '../language/language.ts';
import { type Delivered, deliverDue, type MessageKind, type Rendered } from '../messages/delivery.ts';
import { type Fact, type NoteAction, noteCard } from '../messages/note-card.ts';
import {
  type MissedSend,
  type RestoreChoice,
  type RestoreHold,
  type RestoreQuestion,
  restoreHold,
  restoreQuestions,
} from '../messages/restore-hold.ts';
import { whatWords } from '../messages/send-log-words.ts';
import { keepOwnCard } from '../people/own-cards.ts';
import { languageOf, persons } from '../people/person.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { calendarOf } from '../rounds/round-calendar.ts';

/**
 * Asks whoever looks after the plan what is to become of what may have been sent: the one thing that is sent while a
 * restored store waits.
 */
export function askAfterRestore(ports: Ports, tenantId: string): Promise<Delivered<RestoreQuestion>[]> {
  return deliverDue(ports, { tenantId }, questionsOf);
}

function questionsOf(ports: Ports, tenantId: string, plan: Plan): MessageKind<RestoreQuestion> {
  return {
    name: 'restore-question',
    documents: restoreQuestions,
    maxPerPass: 50,
    maxAtOnce: 1,
    workingHours: calendarOf(plan),

    async render({ held }): Promise<Rendered<RestoreQuestion>> {
      const { personId } = held[0]!;
      const hold = await restoreHold(ports.store, tenantId);
      const isAsked = hold?.state === 'held' && !hold.choice;
      if (!isAsked || !mayDo(plan, { tenantId, personId }, 'round/change')) return { covered: [] };
      const record = await persons(ports.store).find(tenantId, personId);
      const content = restoreMessage(hold, plan, languageOf(plan, record, personId));
      return { covered: held, sending: { to: { personId, record }, content } };
    },

    async settle({ held: [one], dueAt }, { message }) {
      const { personId, id } = one!;
      return {
        change: (now) => ({ ...now, nextAt: undefined, message }),
        entry: { personId, subject: id, push: 'notice', notice: 'restore', askIds: [], dueAt },
      };
    },

    async keepSent({ to, content }, message) {
      if ('personId' in to)
        await keepOwnCard(ports, { tenantId, personId: to.personId }, message, content.card);
    },
  };
}

/** As many as stand on the card; `roder release` lists all, and to whom. */
const maxListed = 12;

/** What the question is about, with a button for each answer. */
export function restoreMessage(hold: RestoreHold, plan: Plan, language: Language): OutgoingMessage {
  const reader = readerOf(plan, language);
  const { t } = reader;
  const { fellDue = [] } = hold;
  const moment = (at: string) => reader.moment(fromTimestamp(at));
  const times = { backup: moment(hold.backupAt), restored: moment(hold.restoredAt) };
  const earlier = hold.unknownSince ? [t('restore.earlier', { since: moment(hold.unknownSince) })] : [];
  const title = t('restore.title');
  const note = {
    title,
    paragraphs: [
      t('restore.lost', times),
      ...earlier,
      t(fellDue.length > 0 ? 'restore.mayHaveBeenSent' : 'restore.nothingDue'),
    ],
    facts: factsOf(reader, fellDue),
    note: t('restore.waits'),
    actions: actionsOf(reader, hold),
  };
  return { card: noteCard(note, language), summary: title };
}

function factsOf(reader: Reader, fellDue: readonly MissedSend[]): Fact[] {
  const { t } = reader;
  const listed = fellDue.slice(0, maxListed).map((one) => ({
    label: reader.moment(fromTimestamp(one.at)),
    lines: [
      t(isPost(one) ? 'restore.posts' : 'restore.people', { what: whatWords(one, reader), count: one.count }),
    ],
  }));
  const left = fellDue.length - listed.length;
  return left > 0 ? [...listed, { label: t('restore.more', { count: left }), lines: [] }] : listed;
}

function isPost({ push }: MissedSend): boolean {
  return push === 'post' || push === 'post-update';
}

/** Where nothing fell due the two come to the same. */
function actionsOf({ t }: Reader, { fellDue = [], restoredAt }: RestoreHold): NoteAction[] {
  const data = { restored: restoredAt };
  if (fellDue.length === 0) return [{ verb: 'restore/leave', title: t('restore.begin'), data }];
  return [
    { verb: 'restore/leave', title: t('restore.leave'), data },
    { verb: 'restore/send', title: t('restore.send'), data },
  ];
}

/** What was chosen; `wasBefore`: somebody else was first, or it is long done. */
export function restoredMessage(
  choice: RestoreChoice | undefined,
  language: Language,
  { wasBefore = false } = {},
): OutgoingMessage {
  const t = translator(language);
  const title = t(choice ? 'restore.done.title' : 'restore.done.nothing');
  const said = choice ? [t(`restore.done.${choice}`)] : [];
  const before = wasBefore && choice ? [t('restore.done.before')] : [];
  return { card: noteCard({ title, paragraphs: [...before, ...said] }, language), summary: title };
}
