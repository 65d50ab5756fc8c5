/**
 * A language model that says which question was meant; never what the answer is. It is asked only where the rules are
 * unsure, while a person waits.
 */
export interface LanguageModel {
  /**
   * What it chose, as it wrote it: to be checked, since it may be anything. Throws where it gives nothing within the
   * time; `code` says why.
   */
  choose(asked: ModelQuestion): Promise<unknown>;
}

/** All that leaves: the question as written, and names. */
export interface ModelQuestion {
  readonly question: string;
  /** Ids of intents, with what each is for. */
  readonly intents: readonly ModelChoice[];
  /** Ids of the plan, with their names. */
  readonly subjects: readonly ModelChoice[];
}

export interface ModelChoice {
  readonly id: string;
  readonly name: string;
}
