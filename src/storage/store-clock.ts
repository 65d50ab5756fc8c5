import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../base/ports.ts';

/** A moment as the store told it, in milliseconds since 1970. */
export interface ToldTime {
  readonly said: number;
  /** The store's time was from `said` on and before `said + grain`: a `Date` header is cut to whole seconds. */
  readonly grain: number;
  /** By this machine's own clock, when the store was asked; it was heard now. */
  readonly asked: number;
}

/** What a store tells the time to. */
export interface TimeListener {
  /** Milliseconds by this machine's own clock. */
  own(): number;
  heard(time: ToldTime): void;
}

export interface StoreClock extends Clock, TimeListener {}

/** Also what `roder doctor` calls too much. */
const apartMs = 30_000;
const hourMs = 3_600_000;

/**
 * The time of the store, so that all who share it agree on when a lease ends, whatever their own clocks say: this
 * machine's clock, moved only as far as what the store has told makes it. A clock that is right is never moved, and
 * one that is set while Roder runs is put right by the store's next answer. `tell` hears of a machine whose clock is
 * half a minute off or more, in milliseconds (positive: it is behind), at most once an hour.
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
      // The answer was made at some moment between asking and hearing.
      const [least, most] = [said - own(), said + grain - asked];
      if (Number.isNaN(least)) return;
      offset = Math.max(least, Math.min(offset, most));
      if (Math.abs(offset) < apartMs || performance.now() - toldAt < hourMs) return;
      toldAt = performance.now();
      tell(offset);
    },
  };
}
