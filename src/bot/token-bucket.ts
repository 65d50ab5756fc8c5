/**
 * A rate, as the next moment at which something may happen. Milliseconds of any clock that only goes forwards.
 * A full bucket lets `capacity` through at once; then one each `1000 / perSecond`.
 */
export class TokenBucket {
  readonly #capacity: number;
  #perSecond: number;
  /** When the bucket will be full again. */
  #fullAt = 0;
  #closedUntil = 0;

  constructor({ capacity, perSecond }: { readonly capacity: number; readonly perSecond: number }) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  /** What is taken from now on comes at this rate. */
  set perSecond(rate: number) {
    this.#perSecond = rate;
  }

  /** When the next token can be had: `now`, or later. */
  next(now: number): number {
    return Math.max(now, this.#closedUntil, this.#fullAt - (this.#capacity - 1) * this.#interval);
  }

  /** Takes the token of a moment that `next` gave. */
  take(at: number): void {
    this.#fullAt = Math.max(this.#fullAt, at) + this.#interval;
  }

  /** Nothing more until then; the tokens that were taken for later are given back. */
  close(until: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, until);
    this.#fullAt = Math.max(0, Math.min(this.#fullAt, this.#closedUntil));
  }

  isClosed(now: number): boolean {
    return now < this.#closedUntil;
  }

  isIdle(now: number): boolean {
    return now >= this.#fullAt && !this.isClosed(now);
  }

  get #interval(): number {
    return 1000 / this.#perSecond;
  }
}
