import { aboutOf } from './about.ts';
import { findIntent, weightsOf } from './catalog.ts';
import { type Choice, isPlain, type Meant, type Read } from './meaning.ts';
import type { Scored } from './signs.ts';

/** Surer than this, nothing else is offered: a question after every answer is a nuisance. */
const certain = 0.9;
/** How near the next thing is to the one that was meant, and how sure the next intent is, to be offered. */
const near = 0.2;
const sureOfNext = 0.25;
const maxOffered = 2;

/** An answer that is not certain, with what else was nearly meant. */
export function withSecond(read: Read, scored: readonly Scored[], meant: Meant): Meant {
  const { intent, outcome, confidence } = meant;
  if (outcome !== 'answered' || confidence >= certain || !findIntent(intent)?.isQuestion) return meant;
  const also = [...otherThings(read, scored, meant), ...otherQuestions(scored, meant)].slice(0, maxOffered);
  return also.length > 0 ? { ...meant, also } : meant;
}

function otherThings(read: Read, scored: readonly Scored[], { intent, subjects }: Meant): Choice[] {
  const [only, ...more] = subjects;
  if (!only || more.length > 0) return [];
  const said = isPlain(intent) ? '' : (scored.find((one) => one.intent.id === intent)?.said ?? '');
  const about = aboutOf(read, weightsOf(intent), said);
  const next = about.near.find(({ type, id }) => type !== only.type || id !== only.id);
  if (!next || about.ahead > near) return [];
  const other = next.type === 'indicator' ? 'indicator' : 'status';
  return [{ intent: isPlain(intent) ? other : intent, subject: next }];
}

function otherQuestions(scored: readonly Scored[], { intent, subjects }: Meant): Choice[] {
  const [subject] = subjects;
  return scored
    .filter(({ intent: one, sure }) => sure >= sureOfNext && one.id !== intent && one.isQuestion)
    .filter(({ intent: { id } }) => !(isPlain(id) && isPlain(intent)))
    .flatMap(({ intent: { id, subject: takes, about } }): Choice[] => {
      const isAbout = takes !== 'none' && subject && about?.includes(subject.type);
      if (takes === 'must' && !isAbout) return [];
      return [{ intent: id, subject: isAbout ? subject : undefined }];
    });
}
