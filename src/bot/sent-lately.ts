/** What Teams counts by: how much was sent in the last second, however it was planned. */
export class SentLately {
  readonly #most: number;
  /** Milliseconds, the earliest first; at most `most` of them. */
  readonly #times: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** When one more may be sent: `now`, or later. */
  next(now: number): number {
    const oldest = this.#times.length < this.#most ? undefined : this.#times[0];
    return oldest === undefined ? now : Math.max(now, oldest + secondMs);
  }

  add(now: number): void {
    this.#times.push(now);
    if (this.#times.length > this.#most) this.#times.shift();
  }

  count(now: number): number {
    return this.#times.filter((time) => time > now - secondMs).length;
  }
}

/** A second, and what two requests may differ in on their way. */
const secondMs = 1020;
