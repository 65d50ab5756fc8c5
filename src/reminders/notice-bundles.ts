import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Notice, notices } from '../messages/notice.ts';
import type { Plan } from '../plan/plan-index.ts';
import { claim } from '../storage/claim.ts';
import { readerOf } from './notice-card.ts';

/** What goes into one message: all support that is wanted of one person; everything else is told by itself. */
export async function noticeBundles(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  due: readonly Stored<Notice>[],
): Promise<Stored<Notice>[][]> {
  const bundles = new Map<string, Stored<Notice>[]>();
  for (const notice of due) {
    const isSupport = notice.about.type === 'support';
    const key = isSupport ? `reader ${await readerOf(ports, { plan, notice })}` : notice.id;
    bundles.set(key, [...(bundles.get(key) ?? []), notice]);
  }
  return [...bundles.values()];
}

/** All of it or nothing: whoever misses the first, in order of ids, leaves the message to the instance that has it. */
export async function claimNotices(
  ports: Pick<Ports, 'store' | 'clock' | 'instance'>,
  bundle: readonly Stored<Notice>[],
): Promise<Stored<Notice>[]> {
  const [first, ...rest] = bundle.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const held = first && (await claim(ports, notices(ports.store), first));
  if (!held) return [];
  const others = await Promise.all(rest.map((one) => claim(ports, notices(ports.store), one)));
  return [held, ...others.filter((one) => one !== undefined)];
}
