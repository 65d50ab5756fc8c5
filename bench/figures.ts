import type { Figure } from './figure.ts';

/** Every figure, in table order. Loaded only in the process that measures it. */
export const figures: Readonly<Record<string, () => Promise<Figure>>> = {
  card: async () => (await import('./figures/card-answered.ts')).cardOnSqlite,
  'card-cosmos': async () => (await import('./figures/card-answered.ts')).cardOnCosmos,
  assignment: async () => (await import('./figures/assignment-answered.ts')).assignmentOnSqlite,
  'assignment-cosmos': async () => (await import('./figures/assignment-answered.ts')).assignmentOnCosmos,
  reminders: async () => (await import('./figures/reminders.ts')).reminders,
  'rate-limit': async () => (await import('./figures/rate-limit.ts')).rateLimit,
  'idle-tick': async () => (await import('./figures/idle-tick.ts')).idleTick,
  question: async () => (await import('./figures/question.ts')).question,
  understood: async () => (await import('./figures/understood.ts')).understood,
  'worst-letters': async () => (await import('./figures/worst-letters.ts')).worstLetters,
  summary: async () => (await import('./figures/summary.ts')).summary,
  overview: async () => (await import('./figures/overview.ts')).overview,
  'api-values': async () => (await import('./figures/api-values.ts')).apiValues,
  'open-round': async () => (await import('./figures/open-round.ts')).openRound,
  import: async () => (await import('./figures/import-plan.ts')).importOfPlan,
  start: async () => (await import('./figures/start.ts')).start,
  memory: async () => (await import('./figures/memory.ts')).memory,
  instances: async () => (await import('./figures/instances.ts')).instances,
};
