import type { DocumentStore } from '../../base/document-store.ts';
import { type Language, say } from '../../language/language.ts';
import { unreachedWords } from '../../messages/send-log-words.ts';
import { channelsOf } from '../../people/channel.ts';
import { currentPlan } from '../../plan/plan-store.ts';
import type { Finding } from './finding.ts';

/** Whether what was last to be posted to leadership got through. Undefined: there is no plan, which is told already. */
export async function examineChannels(
  store: DocumentStore,
  tenantId: string,
  language: Language,
): Promise<Finding | undefined> {
  const plan = await currentPlan(store, tenantId);
  if (!plan) return undefined;
  const all = await channelsOf(store, tenantId, plan);
  if (all.length === 0) return { state: 'well', key: 'channelsNone', values: { tenantId } };
  const named = (some: typeof all) => some.map(({ channel }) => say(channel.name, language)).join(', ');
  const unreached = all.flatMap(({ channel, record }) => {
    if (!record?.unreached) return [];
    return `${say(channel.name, language)} (${unreachedWords(record.unreached.reason, language).why})`;
  });
  if (unreached.length > 0)
    return { state: 'wrong', key: 'channelsUnreached', values: { tenantId, channels: unreached.join('; ') } };
  const unmet = all.filter(({ record }) => !record?.serviceUrl);
  const values = { tenantId, channels: named(unmet.length > 0 ? unmet : all) };
  return { state: 'well', key: unmet.length > 0 ? 'channelsUnknown' : 'channelsGood', values };
}
