import type { Stored } from '../base/document-store.ts';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type Language, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { noteCard } from '../messages/note-card.ts';
import { scheduleNotice } from '../messages/notice.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import {
  type AnswerContext,
  type AskOfActor,
  answerContext,
  type Refusal,
} from '../reports/answer-context.ts';
import { readerOf } from '../reports/reader.ts';
import { findAddressee, hintStandIn, holderOf } from '../rounds/addressee.ts';
import { type Ask, asks, type Objection } from '../rounds/ask.ts';
import { replanAsk } from '../rounds/plan-asks.ts';
import { rounds } from '../rounds/round.ts';
import { rolesAsked } from './reminder-card.ts';
import { holderOfRole, rolesOfOthers } from './role-choices.ts';

type NotMePorts = Pick<Ports, 'store' | 'clock'>;

export const maxWords = 500;

export type NotMeView =
  | { readonly view: 'refused'; readonly refused: Refusal }
  /** `already`: the administrator knows, and has not decided. `noAdministrator`: there is nobody to tell. */
  | { readonly view: 'already' | 'noAdministrator' | 'sent'; readonly context: AnswerContext }
  | {
      readonly view: 'form';
      readonly context: AnswerContext;
      readonly typed: { readonly role?: string | undefined; readonly words?: string | undefined };
      readonly tooLong: boolean;
    };

/** "Det är inte jag": who should be asked instead, as far as the person knows. */
export async function offerNotMe(
  ports: NotMePorts,
  { actor, askId, known, role }: AskOfActor & { readonly role?: string | undefined },
): Promise<NotMeView> {
  const context = await answerContext(ports, actor, askId, { known });
  if ('refused' in context) return { view: 'refused', refused: context.refused };
  if (context.plan.administrators().length === 0) return { view: 'noAdministrator', context };
  if (isPending(context.ask.objection)) {
    await tellAdministrators(ports, context, context.ask.objection);
    return { view: 'already', context };
  }
  return { view: 'form', context, typed: { role }, tooLong: false };
}

/** Goes to the administrators, who decide. The ask stays where it is until then. */
export async function sayNotMe(
  ports: NotMePorts,
  { role, words = '', ...request }: AskOfActor & { role?: string | undefined; words?: string | undefined },
): Promise<NotMeView> {
  const offered = await offerNotMe(ports, request);
  if (offered.view !== 'form') return offered;
  if (words.trim().length > maxWords) return { ...offered, typed: { role, words }, tooLong: true };
  const { context } = offered;
  const objection: Objection = {
    by: request.actor.personId,
    at: toTimestamp(ports.clock.now()),
    roleId: role && context.plan.role(role) ? role : undefined,
    words: words.trim() || undefined,
  };
  const changed = await asks(ports.store).change(request.actor.tenantId, request.askId, (ask) =>
    isPending(ask.objection) ? undefined : { ...ask, objection },
  );
  await tellAdministrators(ports, context, changed!.objection!);
  return { view: 'sent', context };
}

function isPending(objection: Objection | undefined): objection is Objection {
  return objection !== undefined && !objection.decided;
}

/** Again, where an earlier press was interrupted: each is told once. */
async function tellAdministrators(ports: NotMePorts, { plan, ask }: AnswerContext, objection: Objection) {
  for (const personId of plan.administrators()) {
    const id = `not-me:${ask.id}:${idTime(objection)}~${personId}`;
    await scheduleNotice(ports, {
      id,
      tenantId: ask.tenantId,
      personId,
      about: { type: 'not-me', askId: ask.id },
    });
  }
}

export interface NotMeDecision {
  readonly actor: Actor;
  readonly plan: Plan;
  readonly askId: string;
  readonly decide: 'kept' | 'given';
  /** Whose holder gets it. */
  readonly role?: string | undefined;
}

export type Decided =
  | { readonly outcome: 'not-yours' | 'gone' }
  | { readonly outcome: 'before'; readonly ask: Ask }
  | { readonly outcome: 'fault'; readonly fault: 'role' | 'vacant' | 'same'; readonly ask: Ask }
  | { readonly outcome: 'kept' | 'given'; readonly ask: Ask };

/** The administrator's word, for this round; those concerned are told. The first to decide decides. */
export async function decideNotMe(ports: NotMePorts, request: NotMeDecision): Promise<Decided> {
  const { actor, plan, askId, decide, role } = request;
  if (!mayDo(plan, actor, 'round/change')) return { outcome: 'not-yours' };
  const ask = await asks(ports.store).find(actor.tenantId, askId);
  const round = ask && (await rounds(ports.store).find(actor.tenantId, ask.roundId));
  if (!ask?.objection || round?.state !== 'open') return { outcome: 'gone' };
  if (ask.objection.decided) {
    await tellDecided(ports, plan, ask);
    return { outcome: 'before', ask };
  }
  if (decide === 'kept') return settle(ports, request, (one) => one);
  const personId = role && plan.role(role) ? holderOfRole(plan, role) : undefined;
  if (!role || !plan.role(role)) return { outcome: 'fault', fault: 'role', ask };
  if (!personId) return { outcome: 'fault', fault: 'vacant', ask };
  if (personId === holderOf(ask)) return { outcome: 'fault', fault: 'same', ask };
  await hintStandIn(ports.store, { tenantId: actor.tenantId, personId }, { ask: askId });
  return settle(ports, request, (one) => ({ ...one, givenTo: { personId, roleId: role } }));
}

async function settle(
  ports: NotMePorts,
  { actor, plan, askId, decide }: NotMeDecision,
  change: (ask: Stored<Ask>) => Stored<Ask>,
): Promise<Decided> {
  let isFirst = false;
  const changed = await replanAsk(ports, plan, { tenantId: actor.tenantId, id: askId }, (ask) => {
    isFirst = isPending(ask.objection);
    if (!isPending(ask.objection)) return ask;
    const objection = { ...ask.objection, words: undefined, decided: decide };
    return { ...change(ask), objection };
  });
  await tellDecided(ports, plan, changed!);
  return { outcome: isFirst ? decide : 'before', ask: changed! };
}

async function tellDecided(ports: NotMePorts, plan: Plan, ask: Ask): Promise<void> {
  const { id: askId, tenantId, objection } = ask;
  const time = idTime(objection!);
  const type = objection!.decided === 'given' ? 'moved' : 'kept';
  await scheduleNotice(ports, {
    id: `${type}:${askId}:${time}`,
    tenantId,
    personId: objection!.by,
    about: { type, askId },
  });
  if (type === 'kept') return;
  const personId = await findAddressee(ports, plan, ask);
  await scheduleNotice(ports, {
    id: `given:${askId}:${time}`,
    tenantId,
    personId,
    about: { type: 'given', askId },
  });
}

function idTime({ at }: Objection): string {
  return at.replaceAll(/[-:.]/gu, '');
}

export function notMeCard(view: Exclude<NotMeView, { view: 'refused' }>, language: Language): Card {
  const t = translator(language);
  const { ask, plan, actor } = view.context;
  if (view.view !== 'form') {
    const isSent = view.view === 'sent';
    const answer = { verb: 'answer/open', title: t('reminder.answer'), data: { ask: ask.id } };
    return noteCard(
      {
        title: isSent ? t('notMe.sent.title') : '',
        paragraphs: [t(isSent ? 'notMe.sent.text' : `notMe.${view.view}`)],
        actions: [answer],
      },
      language,
    );
  }
  const { role = '', words = '' } = view.typed;
  const data = {
    ask: ask.id,
    role,
    words,
    roles: rolesOfOthers(plan, actor.personId, language),
    fault: view.tooLong ? t('notMe.tooLong', { length: words.trim().length, max: maxWords }) : '',
  };
  return renderCard('reminder-not-me', data, language);
}

export interface DecideForm {
  readonly plan: Plan;
  readonly ask: Ask;
  readonly language: Language;
  readonly fault?: 'role' | 'vacant' | 'same';
  readonly typed?: string | undefined;
}

/** To the administrator: who says so, what they suggest, and what can be decided. */
export function decideCard({ plan, ask, language, fault, typed }: DecideForm): Card {
  const reader = readerOf(plan, language);
  const { t, say, roleName } = reader;
  const role = rolesAsked(reader, ask);
  const { roleId, words } = ask.objection ?? {};
  const titles = ask.parts.map((part) => {
    const assignment = plan.assignment(part.assignmentId);
    return assignment ? say(assignment.title) : part.assignmentId;
  });
  const facts = [
    { label: t('notMe.ask.about'), lines: [reader.join(titles)] },
    {
      label: t('notMe.ask.suggested'),
      lines: [roleId ? roleName(roleId) : t('notMe.unsure')],
    },
    ...(words ? [{ label: t('notMe.ask.words'), lines: [words] }] : []),
  ];
  return renderCard(
    'reminder-not-me-decide',
    {
      title: t('notMe.ask.title', { role }),
      intro: t('notMe.ask.intro', { role, round: reader.roundName(ask.roundId) }),
      facts,
      ask: ask.id,
      role: (fault ? typed : roleId) ?? '',
      roles: rolesOfOthers(plan, holderOf(ask), language),
      fault: fault ? t(`notMe.fault.${fault}`) : '',
    },
    language,
  );
}

type Final = Extract<Decided, { readonly outcome: 'kept' | 'given' | 'before' }>;

/** What was decided, to the administrator; the same whoever decided it. */
export function decidedCard({ outcome, ask }: Final, plan: Plan, language: Language): Card {
  const reader = readerOf(plan, language);
  const { t } = reader;
  const from = rolesAsked(reader, ask);
  const isGiven = ask.givenTo !== undefined && ask.objection?.decided === 'given';
  const role = isGiven ? reader.roleName(ask.givenTo.roleId) : from;
  const told = isGiven ? t('notMe.decided.givenText', { role, from }) : t('notMe.decided.keptText', { role });
  return noteCard(
    {
      title: t(isGiven ? 'notMe.decided.given' : 'notMe.decided.kept', { role }),
      paragraphs: outcome === 'before' ? [t('notMe.decided.before')] : [told],
    },
    language,
  );
}
