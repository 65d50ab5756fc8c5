import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import { exportLogCard, paperName } from '../../exports/export-cards.ts';
import { listExports } from '../../exports/export-record.ts';
import { translator } from '../../language/language.ts';
import { findPaper } from '../../questions/find-paper.ts';
import { allRounds } from '../../rounds/round.ts';
import type { Command } from '../command.ts';
import { choiceCard, linkCard, refusedCard } from '../exporting.ts';
import type { Turn } from '../turn.ts';

/** So many lines of the log are shown in a chat; the command line shows all. */
const mostLines = 20;

export const exportCommands: readonly Command[] = [
  { name: 'export', pattern: /^(?:exportera|export)(?: (?<what>.{1,200}))?$/iu, run: exportPaper },
  {
    name: 'exports',
    pattern: /^(?:vem har exporterat|exportlogg|who has exported|export log)\??$/iu,
    run: async (ports, { actor, plan, language }) => {
      const records = await listExports(ports.store, actor.tenantId);
      return [exportLogCard(plan!, records.slice(0, mostLines), language)];
    },
  },
];

/** "exportera delår 2026 som word": the link at once; with less said, what there is to choose from. */
async function exportPaper(ports: Ports, turn: Turn, said: RegExpExecArray): Promise<readonly Card[]> {
  const { plan, actor } = turn;
  if (turn.where !== 'personal') return [refusedCard('in-private', turn)];
  if (!plan) return [refusedCard('nothing', turn)];
  const text = said.groups?.what ?? '';
  const { format, about } = await findPaper(ports, { tenantId: actor.tenantId, plan, text });
  if (about && format) return [await linkCard(ports, turn, { ...about, format })];
  if (about) return [await choiceCard(ports, turn, about)];
  const latest = (await allRounds(ports.store, actor.tenantId)).findLast(({ openedAt }) => openedAt);
  if (!latest) return [refusedCard('nothing', turn)];
  const roundId = latest.id;
  const example = paperName({ plan, roundId, language: turn.language }).toLowerCase();
  const intro = translator(turn.language)('export.whichText', { example });
  return [await choiceCard(ports, turn, { roundId, intro })];
}
