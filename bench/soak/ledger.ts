/** What the soak itself has recorded: what people were told, and how the service was disturbed. */
export class Ledger {
  /** Sentences for which somebody has seen a receipt, and their assignments. */
  readonly submitted: { readonly assignmentId: string; readonly words: string }[] = [];
  /**
   * By ask: the sentence of the last acknowledged step. A failed attempt after it removes the entry, since the outcome
   * is unknown.
   */
  readonly typed = new Map<string, { readonly assignmentId: string; readonly words: string }>();
  readonly counts: Record<string, number> = {};
  readonly violations: string[] = [];
  /** Real times when the service was killed or its store locked: a message may then be sent twice. */
  readonly interruptions: { readonly from: number; to: number }[] = [];
  readonly memory: number[] = [];

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  readonly violated = (what: string): void => {
    if (!this.violations.includes(what)) this.violations.push(what);
  };

  interrupted(from: number, to: number): void {
    this.interruptions.push({ from, to });
  }

  /** Whether `at`, in milliseconds, lies between 8 s before a disturbance and 1 s after it. */
  wasInterruptedAround(at: number): boolean {
    return this.interruptions.some(({ from, to }) => at >= from - 8000 && at <= to + 1000);
  }
}
