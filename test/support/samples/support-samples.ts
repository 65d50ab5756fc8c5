import { recordReport } from '../../../src/answers/record-report.ts';
import type { Language } from '../../../src/language/language.ts';
import { currentPlan } from '../../../src/plan/plan-store.ts';
import { followSupport } from '../../../src/support-requests/follow-support.ts';
import {
  openSupport,
  passSupportOn,
  replyToSupport,
  type SupportView,
  supportViewCard,
} from '../../../src/support-requests/reply-to-support.ts';
import { remindOfSupport } from '../../../src/support-requests/support-later.ts';
import { supportListMessage } from '../../../src/support-requests/support-list.ts';
import { supportNotice } from '../../../src/support-requests/support-messages.ts';
import type { CardSample } from '../card-samples.ts';
import { leadershipChannel } from '../demo-world.ts';
import type { Sjovik } from '../sjovik.ts';

const roundId = '2026-D';
const requestId = `${roundId}:gu2`;

/** A support request as whoever is asked, leadership, and whoever wanted it meet it. */
export async function supportSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const { ports, tenantId, actor } = world;
  const plan = (await currentPlan(ports.store, tenantId))!;
  const samples: CardSample[] = [];
  const keep = (name: string, view: SupportView, summaryId?: string) => {
    if (view.view === 'refused' || view.view === 'too-much') throw new Error(`${name} is ${view.view}`);
    samples.push({ name, card: supportViewCard(view, language, { summaryId }) });
  };
  const notice = async (name: string, about: Parameters<typeof supportNotice>[2]) => {
    const { personId } = actor('samhallsbyggnadschef');
    const message = await supportNotice(
      ports,
      { plan, notice: { tenantId, personId } as never, language },
      about,
    );
    samples.push({ name, card: message!.card });
  };
  const move = { actor: actor('samhallsbyggnadschef'), plan, requestId };
  const leadership = { ...move, actor: actor('kommundirektor') };
  await wish(world, { what: 'Tidigarelägg etapp 2 av renoveringen.', from: 'samhallsbyggnadschef' });
  await followSupport(ports, tenantId);
  await notice('support-asked', { type: 'support', requestId, wish: 1 });
  const chosen = await remindOfSupport(ports, move, { choice: 'monday' });
  const form = await openSupport(ports, move);
  if (chosen.view === 'set' && form.view === 'form')
    keep('support-later', { ...form, view: 'later', day: '2026-09-07' });
  keep('support-fault', await replyToSupport(ports, { ...move, words: '' }));
  keep('support-leadership', await openSupport(ports, leadership), `${roundId}:${leadershipChannel}`);
  keep('support-sent', await replyToSupport(ports, { ...move, words: 'Ja, vi börjar redan i november.' }));
  const late = { ...leadership, words: 'Vi tar upp det på torsdag.', seen: '1.1.0' };
  keep('support-changed', await replyToSupport(ports, late));
  await notice('support-replied', { type: 'support-reply', requestId, wish: 1, reply: 0 });
  await wish(world, { what: 'En extra bil till hemtjänsten.', from: 'samhallsbyggnadschef' });
  await wish(world, { what: 'Låna ut ett kontor till utredaren.', from: 'samhallsbyggnadschef' }, 'pu4');
  await followSupport(ports, tenantId);
  const ids = ['support:2026-D:gu2:1:1', 'support:2026-D:gu2:2:1', 'support:2026-D:pu4:1:1'];
  const list = { tenantId, plan, ids, language, reader: actor('samhallsbyggnadschef').personId };
  samples.push({ name: 'support-list', card: (await supportListMessage(ports, list)).card });
  keep('support-passed-on', await passSupportOn(ports, move));
  return samples;
}

async function wish(
  { ports, tenantId, actor }: Sjovik,
  help: { what: string; from: string },
  assignmentId = 'gu2',
): Promise<void> {
  const by = { personId: actor('socialchef').personId, roleId: 'socialchef' };
  const ownWords = 'Väntetiden växer eftersom åtta platser är stängda för renovering.';
  const judgement = { status: 'deviation', ownWords, help } as const;
  await recordReport(ports, {
    tenantId,
    roundId,
    assignmentId,
    contributionId: `sample:${help.what}`,
    by,
    answers: { judgement },
  });
}
