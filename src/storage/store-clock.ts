import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../base/ports.ts';

/** A time reported by the store, in milliseconds since 1970. */
export interface ToldTime {
  readonly said: number;
  /**
   * The store's time was at least `said` and less than `said + grain`: a `Date` header is truncated to whole seconds.
   */
  readonly grain: number;
  /** This machine's clock when the request was sent. The response has arrived just now. */
  readonly asked: number;
}

/** Receives the store's time. */
export interface TimeListener {
  /** This machine's clock, in milliseconds. */
  own(): number;
  heard(time: ToldTime): void;
}

export interface StoreClock extends Clock, TimeListener {}

/** The same limit from which `roder doctor` warns. */
const warnFromMs = 30_000;
const hourMs = 3_600_000;

/**
 * The store's time, so that all instances agree on when a lease ends, whatever their own clocks say. It is this
 * machine's clock, adjusted only as far as the store's answers require: a correct clock is never adjusted, and if the
 * clock is changed while Roder runs, the store's next answer corrects it. `tell` is called at most once an hour while
 * the clock is at least half a minute off, with the deviation in milliseconds (positive: this machine is behind).
 */
export function createStoreClock(
  own: () => number,
  tell: (behindMs: number) => void = () => undefined,
): StoreClock {
  let offset = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    own,
    now: () => Temporal.Instant.fromEpochMilliseconds(own() + offset),
    heard({ said, grain, asked }) {
      // The store read its clock at some moment between request and response.
      const [least, most] = [said - own(), said + grain - asked];
      if (Number.isNaN(least)) return;
      offset = Math.max(least, Math.min(offset, most));
      if (Math.abs(offset) < warnFromMs || performance.now() - toldAt < hourMs) return;
      toldAt = performance.now();
      tell(offset);
    },
  };
}
