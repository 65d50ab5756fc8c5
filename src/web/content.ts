/** What a page is made of: a template of `pages/` and what it is filled in with. */
export interface PageContent {
  /** Its heading and its name in the browser. */
  readonly title: string;
  readonly template: string;
  readonly data: object;
  /** Where what stands on it is from: said at its foot. */
  readonly source?: 'reports' | 'plan' | undefined;
  readonly status?: number | undefined;
  /** What a form brought that has only unfolded: see `card-html.ts`. */
  readonly unfolded?: ReadonlyMap<string, string> | undefined;
  /** Above everything: what was done, or why not. */
  readonly alert?: string | undefined;
}
