/** What the soak knows by itself: what people were told, and what was done to the service meanwhile. */
export class Ledger {
  /** Sentences whose receipt somebody has seen, with the assignment they are about. */
  readonly submitted: { readonly assignmentId: string; readonly words: string }[] = [];
  /** By ask: the sentence of the last step that was acknowledged; a failed attempt after it leaves it open. */
  readonly typed = new Map<string, { readonly assignmentId: string; readonly words: string }>();
  readonly counts: Record<string, number> = {};
  readonly violations: string[] = [];
  /** Real time, when the service was killed or its store held: the window in which a message may come twice. */
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

  /** Whether something happened to the service from shortly before until some seconds after. */
  wasInterruptedAround(at: number): boolean {
    return this.interruptions.some(({ from, to }) => at >= from - 8000 && at <= to + 1000);
  }
}
