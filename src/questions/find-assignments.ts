import MiniSearch from 'minisearch';
import type { Plan } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';

const indexes = new WeakMap<Plan, MiniSearch>();

/** Close enough to the best to be what was meant as well. */
const alsoMeant = 0.7;

/**
 * The assignments a text is about, the best first: by their titles in both languages, through Swedish
 * endings, slips of the keyboard and parts of compounds. Empty when nothing is near.
 */
export function findAssignments(plan: Plan, text: string): Assignment[] {
  const found = indexOf(plan).search(text);
  const best = found[0]?.score ?? 0;
  return found.filter(({ score }) => score >= best * alsoMeant).map(({ id }) => plan.assignment(String(id))!);
}

function indexOf(plan: Plan): MiniSearch {
  const known = indexes.get(plan);
  if (known) return known;
  const index = new MiniSearch({
    fields: ['sv', 'en'],
    processTerm: (term) => (asking.has(term.toLowerCase()) ? null : stem(term.toLowerCase())),
    searchOptions: { prefix: (term) => term.length > 3, fuzzy: (term) => (term.length > 4 ? 0.2 : false) },
  });
  index.addAll(plan.assignments.map(({ id, title }) => ({ id, ...title })));
  indexes.set(plan, index);
  return index;
}

const endings = ['erna', 'arna', 'orna', 'ens', 'ets', 'en', 'et', 'er', 'ar', 'or', 'na', 's', 'n', 't'];

/** Without its Swedish ending, if what is left is still a word. */
function stem(word: string): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= 4);
  return ending ? word.slice(0, -ending.length) : word;
}

/** Words that ask, and say nothing of what is asked about. */
const asking = new Set(
  (
    'hur går det med för i på av och en ett den det de är vad läget status roder om till senast ' +
    'how is the a an of and in on going with what status for about by'
  ).split(' '),
);
