import * as z from 'zod/v4';
import type { Card } from '../../base/messenger.ts';
import type { Actor, Ports } from '../../base/ports.ts';
import { findPaper } from '../../conversation/find-paper.ts';
import { askWhich } from '../../conversation/meaning.ts';
import {
  chooseFormatCard,
  exportLogCard,
  exportReadyCard,
  paperName,
  type WantedPaper,
} from '../../exports/export-cards.ts';
import { listExports } from '../../exports/export-record.ts';
import { orderExport, refusalOf } from '../../exports/order-export.ts';
import { type Format, formats } from '../../exports/paper.ts';
import { mayDo } from '../../permissions/may-do.ts';
import type { Plan } from '../../plan/plan-index.ts';
import type { Assignment } from '../../plan/plan-schema.ts';
import { allRounds, latestHeld } from '../../rounds/round.ts';
import { summaries } from '../../rounds/summary.ts';
import { type Actions, type Command, id, type Said, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';

/** The link as a card, or the sentence that says why there is none. */
export async function linkCard(
  ports: Ports,
  turn: Turn,
  paper: WantedPaper & { format: Format },
): Promise<Card> {
  const { actor, language, reader } = turn;
  const ordered = await orderExport(ports, { actor, language, ...paper });
  if (ordered.outcome !== 'ready') return refusedCard(ordered.outcome, turn);
  return exportReadyCard(reader!, paper, ordered);
}

/** The formats to choose from, for those who may have them. */
export async function choiceCard(
  ports: Ports,
  turn: Turn,
  paper: WantedPaper & { intro?: string },
): Promise<Card> {
  const { roundId, assignmentId, ...shown } = paper;
  const refused = await refusalOf(ports, { actor: turn.actor, roundId, assignmentId });
  if (refused) return refusedCard(refused, turn);
  return chooseFormatCard(turn.reader!, { roundId, assignmentId }, shown);
}

export function refusedCard(reason: string, { language, t }: Turn): Card {
  return noticeCard(t(`export.refused.${reason}`), language);
}

/** From leadership's card, or from the page of a round. */
const summaryOrRound = z.union([z.object({ summary: id }), z.object({ round: id })]);

/** A paper by buttons; the answer is shown to the one who pressed, so that a link reaches nobody else. */
export const exportActions: Actions = {
  'exports/choose': withData(summaryOrRound, async (ports, turn, asked) => {
    const { actor, reader, t } = turn;
    const summaryId = 'summary' in asked ? asked.summary : undefined;
    const summary = summaryId && (await summaries(ports.store).find(actor.tenantId, summaryId));
    const roundId = 'round' in asked ? asked.round : summary ? summary.roundId : '';
    const refused = roundId ? await refusalOf(ports, { actor, roundId }) : 'nothing';
    // As a sentence: a card would stand in place of the summary.
    if (refused) return { text: t(`export.refused.${refused}`) };
    return { card: chooseFormatCard(reader!, { roundId }, { summaryId }) };
  }),
  'exports/make': withData(
    z.object({
      round: id,
      assignment: z.string().max(200).optional(),
      format: z.enum(formats),
      summary: z.string().max(400).optional(),
    }),
    async (ports, { actor, language, t, reader }, { round: roundId, assignment, format, summary }) => {
      const paper = { roundId, assignmentId: assignment || undefined, format };
      const ordered = await orderExport(ports, { actor, language, ...paper });
      if (ordered.outcome !== 'ready') return { text: t(`export.refused.${ordered.outcome}`) };
      const summaryId = summary || undefined;
      return { card: exportReadyCard(reader!, paper, ordered, summaryId) };
    },
  ),
};

/** So many lines of the log are shown in a chat; the command line shows all. */
const maxLines = 20;

export const exportCommands: readonly Command[] = [
  { name: 'export', intent: 'export', asksWhich: asksWhichOfOwn, run: exportPaper },
  {
    name: 'exports',
    intent: 'export-log',
    run: async (ports, { actor, reader }) => {
      const records = await listExports(ports.store, actor.tenantId);
      return [exportLogCard(reader!, records.slice(0, maxLines))];
    },
  },
];

/** The words that ask for a file, and say nothing of which. */
const exporting =
  /^(?:(?:kan|får) (?:du|jag) (?:få )?)?(?:exportera|export|skicka|ladda ner|ladda hem|hämta|ta ut|ge mig|skriv ut|download|send(?: me)?|give me|print)(?: (?:rapporten|the report|en fil|a file))?/iu;

/** "exportera delår 2026 som word": the link at once; with less said, what there is to choose from. */
async function exportPaper(ports: Ports, turn: Turn, said: Said): Promise<readonly Card[]> {
  const { plan, actor } = turn;
  if (turn.where !== 'personal') return [refusedCard('in-private', turn)];
  if (!plan) return [refusedCard('nothing', turn)];
  const { format, about } = await paperSaid(ports, { plan, actor }, said);
  if (about && format) return [await linkCard(ports, turn, { ...about, format })];
  if (about) return [await choiceCard(ports, turn, about)];
  const all = await allRounds(ports.store, actor.tenantId);
  const latest = latestHeld(all.filter(({ openedAt }) => openedAt));
  if (!latest) return [refusedCard('nothing', turn)];
  const roundId = latest.id;
  const example = paperName(turn.reader!, { roundId }).toLowerCase();
  const intro = turn.t('export.whichText', { example });
  return [await choiceCard(ports, turn, { roundId, intro })];
}

function paperSaid(ports: Ports, { plan, actor }: { plan: Plan; actor: Actor }, said: Said) {
  const { period, subjects } = said;
  return findPaper(ports, { tenantId: actor.tenantId, plan, text: wordsOfPaper(said), period, subjects });
}

function wordsOfPaper({ text }: Said): string {
  return text.replace(exporting, '').trim();
}

/** Whoever names nothing, and may not have the whole, is asked which of their own. */
async function asksWhichOfOwn(ports: Ports, { plan, actor, where }: Turn, said: Said) {
  const own = plan && where === 'personal' ? ownAlone(plan, actor) : [];
  if (!plan || own.length === 0) return undefined;
  const { about } = await paperSaid(ports, { plan, actor }, said);
  const isNothingNamed = !about || (wordsOfPaper(said) === '' && !about.assignmentId);
  const choices = own.map(({ id }) => ({ intent: 'export', subject: { type: 'assignment', id } as const }));
  return isNothingNamed ? askWhich(choices, said.period, 0.5) : undefined;
}

/** Whose reports this person may have in a file, where it is not the whole's. */
function ownAlone(plan: Plan, actor: Actor): readonly Assignment[] {
  if (mayDo(plan, actor, 'report/export')) return [];
  return plan.content.assignments.filter((assignment) => mayDo(plan, actor, 'report/export', { assignment }));
}
