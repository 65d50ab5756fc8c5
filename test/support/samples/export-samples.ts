import {
  chooseFormatCard,
  exportLogCard,
  exportReadyCard,
  ownDataReadyCard,
} from '../../../src/exports/export-cards.ts';
import type { PaperRecord } from '../../../src/exports/export-record.ts';
import type { Language } from '../../../src/language/language.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import { readerOf } from '../../../src/reports/reader.ts';
import type { CardSample } from '../card-samples.ts';
import type { Sjovik } from '../sjovik.ts';

/** From choosing a format to the link, and the log. */
export async function exportSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const plan = (await currentPlan(world.ports.store, world.tenantId))!;
  const reader = readerOf(plan, language);
  const paper = { roundId: '2026-D' } as const;
  const link = { url: 'https://roder.example.se/downloads/abc.def', expiresAt: '2026-09-21T06:15:00.000Z' };
  const record: PaperRecord = {
    kind: 'export',
    schema: 1,
    tenantId: world.tenantId,
    id: '1',
    at: '2026-09-21T06:00:00.000Z',
    by: world.actor('kommundirektor').personId,
    roundId: '2026-D',
    format: 'word',
    language,
    expiresAt: '',
  };
  const cli: PaperRecord = {
    ...record,
    by: 'cli',
    assignmentId: 'gu2',
    fetchedAt: '2026-09-21T06:01:00.000Z',
  };
  return [
    { name: 'export-choose', card: chooseFormatCard(reader, paper, { summaryId: '2026-D:19:x' }) },
    {
      name: 'export-ready',
      card: exportReadyCard(reader, { ...paper, assignmentId: 'gu2', format: 'word' }, link),
    },
    { name: 'export-ready-csv', card: exportReadyCard(reader, { ...paper, format: 'csv' }, link) },
    { name: 'own-data-ready', card: ownDataReadyCard({ timeZone: 'Europe/Stockholm', language }, link) },
    { name: 'export-log', card: exportLogCard(reader, [record, cli]) },
    { name: 'export-log-empty', card: exportLogCard(reader, []) },
  ];
}
