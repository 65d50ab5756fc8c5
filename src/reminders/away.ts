import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { readDate } from '../calendar/date-rules.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import { type Language, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { capitalised } from '../language/words.ts';
import { type Fact, type Note, type NoteAction, noteCard } from '../messages/note-card.ts';
import { notices, scheduleNotice } from '../messages/notice.ts';
import { isAway, readDeputyChain, whoAnswersFor, wouldLoop } from '../people/away.ts';
import { type PersonRecord, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Reader, readerOf } from '../reports/reader.ts';
import { asksFor, hintStandIn } from '../rounds/addressee.ts';
import { type Ask, unanswered } from '../rounds/ask.ts';
import { askedTogether } from '../rounds/asked-together.ts';
import { replanAsk } from '../rounds/plan-asks.ts';
import { rolesAsked } from './reminder-card.ts';
import { holderOfRole, plannedDeputies, rolesOfOthers } from './role-choices.ts';

type AwayPorts = Pick<Ports, 'store' | 'clock'>;

export interface AwayRequest {
  readonly actor: Actor;
  readonly plan: Plan;
  /** The role whose holder answers, and the first day back, as they came from the card. */
  readonly deputy?: string | undefined;
  readonly returns?: string | undefined;
}

export interface AwayFaults {
  readonly deputy?: 'deputy' | 'circle' | undefined;
  readonly returns?: 'returns' | 'past' | 'tooFar' | 'beginsNow' | undefined;
}

export type WentAway =
  | { readonly outcome: 'faults'; readonly faults: AwayFaults }
  /** `answers` is who answers today: the deputy, or theirs if they are away themselves. */
  | { readonly outcome: 'away'; readonly answers: string; readonly returns: string };

const longestYears = 1;

/** Everything asked of the person goes to the deputy until the first day back; the deputy is told. */
export async function goAway(ports: AwayPorts, request: AwayRequest): Promise<WentAway> {
  const { actor, plan } = request;
  const { tenantId, personId } = actor;
  const today = todayOf(ports, plan);
  const deputyId = request.deputy ? holderOfRole(plan, request.deputy) : undefined;
  const circle = deputyId && (await isCircle(ports, request, deputyId, today));
  const returns = readDate(request.returns);
  const faults: AwayFaults = {
    deputy: !deputyId || deputyId === personId ? 'deputy' : circle ? 'circle' : undefined,
    returns: returnsFault(returns, today),
  };
  if (faults.deputy || faults.returns) return { outcome: 'faults', faults };
  const moved = await asksFor(ports, actor, plan);
  await endStandIn(ports, actor, today);
  await hintStandIn(ports.store, { tenantId, personId: deputyId! }, { for: personId });
  const away = { deputyId: deputyId!, since: toTimestamp(ports.clock.now()), returns: returns!.toString() };
  await keep(ports, actor, { away });
  await replanAll(ports, plan, moved);
  const answers = whoAnswersFor(await readDeputyChain(ports.store, plan, actor), personId, today);
  const about = { type: 'deputy', for: personId } as const;
  await scheduleNotice(ports, { id: awayId(personId, away.since), tenantId, personId: answers, about });
  const at = toTimestamp(returns!.toZonedDateTime(plan.content.timeZone).toInstant());
  const waits = { type: 'back', returns: away.returns } as const;
  await scheduleNotice(ports, {
    id: `returns:${personId}:${idTime(away.since)}`,
    tenantId,
    personId,
    about: waits,
    at,
  });
  return { outcome: 'away', answers, returns: away.returns };
}

async function isCircle(
  ports: AwayPorts,
  { actor: { tenantId, personId }, plan }: AwayRequest,
  deputyId: string,
  day: Temporal.PlainDate,
) {
  const people = await readDeputyChain(ports.store, plan, { tenantId, personId: deputyId });
  return wouldLoop(people, { personId, deputyId, day });
}

function returnsFault(
  returns: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): AwayFaults['returns'] {
  if (!returns) return 'returns';
  if (Temporal.PlainDate.compare(returns, today) <= 0) return 'past';
  const latest = today.add({ years: longestYears });
  return Temporal.PlainDate.compare(returns, latest) > 0 ? 'tooFar' : undefined;
}

/** "Jag är tillbaka": from now on everything comes to the person again. Undefined: they were not away. */
export async function comeBack(
  ports: AwayPorts,
  { actor, plan }: Pick<AwayRequest, 'actor' | 'plan'>,
): Promise<readonly Ask[] | undefined> {
  const ended = await endStandIn(ports, actor, todayOf(ports, plan));
  if (!ended) return undefined;
  const back = await asksFor(ports, actor, plan);
  await replanAll(ports, plan, back);
  return back;
}

/** The deputy is told, if they had been told that it began. */
async function endStandIn(ports: AwayPorts, actor: Actor, today: Temporal.PlainDate): Promise<boolean> {
  const { tenantId, personId } = actor;
  const record = await persons(ports.store).find(tenantId, personId);
  if (!isAway(record?.away, today)) return false;
  const { away } = record;
  await keep(ports, actor, { away: { ...away, returns: today.toString() } });
  const began = await notices(ports.store).find(tenantId, awayId(personId, away.since));
  const about = { type: 'deputy-ended', for: personId } as const;
  const id = `back:${personId}:${idTime(away.since)}`;
  if (began?.state === 'sent') await scheduleNotice(ports, { id, tenantId, personId: began.personId, about });
  return true;
}

async function keep(
  ports: AwayPorts,
  { tenantId, personId }: Actor,
  change: Pick<PersonRecord, 'away'>,
): Promise<void> {
  const known = await persons(ports.store).change(tenantId, personId, (one) => ({ ...one, ...change }));
  if (!known) await persons(ports.store).create({ tenantId, id: personId, ...change });
}

/** Each is written to at the hour of the one it now goes to. */
async function replanAll(ports: AwayPorts, plan: Plan, moved: readonly Ask[]): Promise<void> {
  for (const ask of moved) await replanAsk(ports, plan, ask);
}

function awayId(personId: string, since: string): string {
  return `away:${personId}:${idTime(since)}`;
}

function idTime(at: string): string {
  return at.replaceAll(/[-:.]/gu, '');
}

function todayOf({ clock }: AwayPorts, plan: Plan): Temporal.PlainDate {
  return localDate(clock.now(), plan.content.timeZone);
}

/** By what it is about: a reminder's ask, a support request, or several in one message. */
export interface AwayFrom {
  readonly ask?: string | undefined;
  readonly request?: string | undefined;
  readonly wish?: number | undefined;
  readonly list?: string | undefined;
}

function backTo({ ask, request, list }: AwayFrom): string {
  if (ask) return 'reminders/show';
  if (request) return 'support/open';
  return list ? 'support/list' : '';
}

export interface AwayForm {
  readonly plan: Plan;
  readonly personId: string;
  readonly now: Temporal.Instant;
  readonly language: Language;
  /** The card the person came from, to go back to. */
  readonly from?: AwayFrom | undefined;
  readonly typed?: { readonly deputy?: string | undefined; readonly returns?: string | undefined };
  readonly faults?: AwayFaults;
}

/** "Jag är borta": who answers, and until when. The plan's own deputy is chosen from the start. */
export function awayCard(form: AwayForm): Card {
  const { plan, personId, now, language, from = {}, typed, faults = {} } = form;
  const t = translator(language);
  if (!plan.person(personId)) return noteCard({ title: '', paragraphs: [t('away.unknown')] }, language);
  const deputies = rolesOfOthers(plan, personId, language);
  if (deputies.length === 0) return noteCard({ title: '', paragraphs: [t('away.nobody')] }, language);
  const tomorrow = localDate(now, plan.content.timeZone).add({ days: 1 });
  const faultText = (key: string | undefined) => (key ? t(`away.fault.${key}`) : '');
  return renderCard(
    'reminder-away',
    {
      from,
      back: backTo(from),
      deputies,
      deputy: typed?.deputy ?? plannedDeputies(plan, personId)[0] ?? '',
      returns: typed?.returns ?? '',
      earliest: tomorrow.toString(),
      latest: tomorrow.add({ years: 1 }).toString(),
      faults: { deputy: faultText(faults.deputy), returns: faultText(faults.returns) },
    },
    language,
  );
}

/** Who answers now, and when it comes back. */
export function wentAwayCard(
  { answers, returns }: Extract<WentAway, { outcome: 'away' }>,
  { plan, deputy, language }: { plan: Plan; deputy: string | undefined; language: Language },
): Card {
  const { t, say, weekday } = readerOf(plan, language);
  const isChosen = deputy !== undefined && plan.personsWithRole(deputy).includes(answers);
  const role = (isChosen ? plan.role(deputy) : undefined) ?? plan.rolesOf(answers)[0];
  const name = role ? say(role.name) : '';
  const text = t('away.until', { role: name, day: capitalised(weekday(returns)) });
  const actions = [{ verb: 'reminders/back', title: t('away.back') }];
  return noteCard({ title: t('away.answers', { role: name }), paragraphs: [text], actions }, language);
}

/** Who answers for somebody who is away, and until when; undefined: they are not away. */
export async function awayNowCard(
  ports: AwayPorts,
  { actor, plan, language }: Pick<AwayRequest, 'actor' | 'plan'> & { readonly language: Language },
): Promise<Card | undefined> {
  const people = await readDeputyChain(ports.store, plan, actor);
  const away = people.get(actor.personId)?.away;
  const today = todayOf(ports, plan);
  // Of whoever has left the plan nothing is asked, so nobody answers it for them.
  if (!plan.person(actor.personId) || !isAway(away, today)) return undefined;
  const { t, say, weekday } = readerOf(plan, language);
  const role = plan.rolesOf(whoAnswersFor(people, actor.personId, today))[0];
  return noteCard(
    {
      title: t('away.answers', { role: role ? say(role.name) : t('away.deputy') }),
      paragraphs: [t('away.meanwhile', { day: capitalised(weekday(away.returns)) })],
      actions: [{ verb: 'reminders/back', title: t('away.back') }],
    },
    language,
  );
}

/** What waits for the one who has come back; undefined: they were not away. */
export function cameBackCard(
  back: readonly Ask[] | undefined,
  { plan, language }: { plan: Plan; language: Language },
): Card {
  const reader = readerOf(plan, language);
  const { t } = reader;
  if (!back) return noteCard({ title: '', paragraphs: [t('away.welcome.notAway')] }, language);
  const left = back.filter((ask) => unanswered(ask).length > 0);
  const text = t(left.length > 0 ? 'away.welcome.left' : 'away.welcome.nothing');
  const told = { facts: openFacts(reader, left), actions: answerActions(reader, left) };
  return noteCard({ title: t('away.welcome.title'), paragraphs: [text], ...told }, language);
}

/**
 * What waits for whoever is back today as they said; undefined where nothing does that is not asked about today in
 * any case, where they came back before, or are away still.
 */
export async function backNote(
  ports: AwayPorts,
  { plan, language }: { readonly plan: Plan; readonly language: Language },
  { actor, returns }: { readonly actor: Actor; readonly returns: string },
): Promise<Note | undefined> {
  const record = await persons(ports.store).find(actor.tenantId, actor.personId);
  if (record?.away?.returns !== returns) return undefined;
  const evening = todayOf(ports, plan).add({ days: 1 }).toZonedDateTime(plan.content.timeZone);
  const isToldToday = ({ nextAt = '' }: Ask) => nextAt !== '' && nextAt < toTimestamp(evening.toInstant());
  const all = await asksFor(ports, actor, plan);
  const left = all.filter((ask) => unanswered(ask).length > 0 && !isToldToday(ask));
  const reader = readerOf(plan, language);
  const { t } = reader;
  if (left.length === 0) return undefined;
  const told = { facts: openFacts(reader, left), actions: answerActions(reader, left) };
  return { title: t('away.welcome.title'), paragraphs: [t('away.welcome.left')], ...told };
}

/** What each ask still waits for, by round. */
export function openFacts({ plan, say, roundName }: Reader, open: readonly Ask[]): Fact[] {
  return open.map((ask) => ({
    label: roundName(ask.roundId),
    lines: unanswered(ask).flatMap((part) => {
      const assignment = plan.assignment(part.assignmentId);
      return assignment ? [say(assignment.title)] : [];
    }),
  }));
}

/** One button for what is answered together; they are told apart by the rounds where there are several. */
export function answerActions(reader: Reader, open: readonly Ask[]): NoteAction[] {
  const { plan, t } = reader;
  const groups = askedTogether(plan, open);
  return groups.map((asks) => ({
    verb: 'answer/open',
    title:
      groups.length > 1
        ? t('reminder.answerRound', { round: roundNames(reader, asks) })
        : t('reminder.answer'),
    data: { ask: asks[0]!.id },
    style: 'positive',
  }));
}

/** Of rounds that are answered together. */
export function roundNames({ join, roundName }: Reader, asks: readonly Ask[]): string {
  return join(asks.map(({ roundId }) => roundName(roundId)));
}

/** How the person is named to others: by what they are asked as, or else by the first of their roles. */
export function rolesOfPerson(reader: Reader, personId: string, open: readonly Ask[]): string {
  const parts = open.filter((ask) => ask.personId === personId).flatMap((ask) => ask.parts);
  if (parts.length > 0) return rolesAsked(reader, { parts });
  const [first] = reader.plan.rolesOf(personId);
  return first ? reader.say(first.name) : '';
}
