import type { DocumentStore } from '../../base/document-store.ts';
import { fromTimestamp } from '../../calendar/instants.ts';
import type { Config } from '../../config.ts';
import { koladaHealth } from '../../kolada/kolada-health.ts';
import { formatDate } from '../../language/dates.ts';
import { type Language, translator } from '../../language/language.ts';
import type { Finding } from './finding.ts';

/** How it went the last time the running Roder fetched from Kolada. Asks Kolada nothing. */
export async function examineKolada(
  store: DocumentStore,
  tenantId: string,
  { config, language }: { readonly config: Config; readonly language: Language },
): Promise<Finding> {
  const health = await koladaHealth({ store }, tenantId);
  const { wanted: count, problem, unknown, group, finishedAt } = health;
  const day = (at: string) =>
    formatDate(fromTimestamp(at).toZonedDateTimeISO(config.timeZone).toPlainDate(), language);
  if (!config.koladaUrl || count === 0) return { state: 'well', key: 'koladaNone', values: { tenantId } };
  if (problem) {
    const what = translator(language)(`kolada.problem.${problem.code}`);
    return { state: 'soon', key: 'koladaProblem', values: { tenantId, what, date: day(problem.since) } };
  }
  if (unknown.length > 0)
    return { state: 'soon', key: 'koladaUnknown', values: { tenantId, ids: unknown.join(', ') } };
  if (!finishedAt) return { state: 'well', key: 'koladaNotYet', values: { tenantId, count } };
  if (group && !group.found)
    return { state: 'soon', key: 'koladaNoGroup', values: { tenantId, group: group.wanted } };
  return { state: 'well', key: 'koladaGood', values: { tenantId, count, date: day(finishedAt) } };
}
