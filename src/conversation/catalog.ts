import type { Actor } from '../base/ports.ts';
import type { Permission } from '../permissions/matrix.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Wanted } from './find-subjects.ts';
import type { Intent } from './intent.ts';
import { answer } from './intents/answer.ts';
import { aspect } from './intents/aspect.ts';
import { away } from './intents/away.ts';
import { capabilities } from './intents/capabilities.ts';
import { changePlan } from './intents/change-plan.ts';
import { changeRound } from './intents/change-round.ts';
import { decision } from './intents/decision.ts';
import { deviations } from './intents/deviations.ts';
import { eraseMe } from './intents/erase-me.ts';
import { exportFile } from './intents/export.ts';
import { exportLog } from './intents/export-log.ts';
import { fewerMessages } from './intents/fewer-messages.ts';
import { follow } from './intents/follow.ts';
import { help } from './intents/help.ts';
import { helpWanted } from './intents/help-wanted.ts';
import { human } from './intents/human.ts';
import { indicator } from './intents/indicator.ts';
import { kolada } from './intents/kolada.ts';
import { koladaSearch } from './intents/kolada-search.ts';
import { meaning } from './intents/meaning.ts';
import { myAnswers } from './intents/my-answers.ts';
import { myData } from './intents/my-data.ts';
import { news } from './intents/news.ts';
import { nextForMe } from './intents/next-for-me.ts';
import { notMine } from './intents/not-mine.ts';
import { planChanges } from './intents/plan-changes.ts';
import { previewRound } from './intents/preview-round.ts';
import { priorities } from './intents/priorities.ts';
import { refused } from './intents/refused.ts';
import { remindAll } from './intents/remind-all.ts';
import { remindLater } from './intents/remind-later.ts';
import { responsible } from './intents/responsible.ts';
import { round } from './intents/round.ts';
import { sendLog } from './intents/send-log.ts';
import { settings } from './intents/settings.ts';
import { showPlan } from './intents/show-plan.ts';
import { smallTalk } from './intents/small-talk.ts';
import { status } from './intents/status.ts';
import { unfollow } from './intents/unfollow.ts';
import { unknown } from './intents/unknown.ts';
import { unknownWords } from './intents/unknown-words.ts';
import { unreached } from './intents/unreached.ts';
import { uploadPlan } from './intents/upload-plan.ts';
import { whole } from './intents/whole.ts';
import { whyAsked } from './intents/why-asked.ts';

/**
 * Everything one can want of Roder, by writing or by a command of Teams' own menu. Ids are what others know intents by,
 * and do not change once released. Adding one is its file, its line here, and its texts.
 */
export const intents: readonly Intent[] = [
  status,
  indicator,
  whole,
  aspect,
  deviations,
  news,
  priorities,
  helpWanted,
  responsible,
  decision,
  meaning,
  planChanges,
  round,
  nextForMe,
  myAnswers,
  whyAsked,
  answer,
  remindLater,
  away,
  notMine,
  settings,
  follow,
  unfollow,
  exportFile,
  myData,
  eraseMe,
  fewerMessages,
  human,
  smallTalk,
  capabilities,
  refused,
  previewRound,
  changePlan,
  changeRound,
  showPlan,
  uploadPlan,
  unknownWords,
  sendLog,
  unreached,
  remindAll,
  help,
  kolada,
  koladaSearch,
  exportLog,
  unknown,
];

const byId = new Map(intents.map((one) => [one.id, one]));

/** Throws nothing: an id that is none of ours is `undefined`. */
export function findIntent(id: string): Intent | undefined {
  return byId.get(id);
}

/** How much each kind of subject weighs for it. */
export function weightsOf(id: string): Wanted {
  return byId.get(id)?.weights ?? { assignment: 1 };
}

/** The permission for want of which somebody may not have it done at all, whatever it is about; undefined: they may. */
export function forbidden(plan: Plan, actor: Actor, id: string): Permission | undefined {
  const need = byId.get(id)?.need;
  return need?.by === 'whole' && !mayDo(plan, actor, need.deed) ? need.deed : undefined;
}
