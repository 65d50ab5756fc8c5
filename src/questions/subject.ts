import type { Term } from './glossary.ts';

/** What a question can be about. */
export type Subject =
  | { readonly type: 'assignment' | 'indicator' | 'role'; readonly id: string }
  | { readonly type: 'term'; readonly id: Term };
