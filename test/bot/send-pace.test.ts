import { describe, expect, it } from '@jest/globals';
import { createSendPace, type SendPace } from '../../src/bot/send-pace.ts';
import { limitRate } from '../support/connector-faults.ts';
import { seeded } from '../support/seeded.ts';

const allowed = 50;
const messages = 1000;

describe('The pace of sending, in time that is made up', () => {
  it('uses what Teams allows without being refused, also where a busy machine wakes it late', async () => {
    const { perSecond, refused } = await send({ instances: 1, lateMs: 20 });
    expect(refused).toBe(0);
    expect(perSecond).toBeGreaterThan(0.95 * allowed);
  });

  it('two instances that do not know of each other share it after a few refusals', async () => {
    const { perSecond, refused } = await send({ instances: 2, lateMs: 5 });
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(0.02 * messages);
    expect(perSecond).toBeGreaterThan(0.75 * allowed);
  });
});

/** So many instances, each with many on their way at once, and a Teams that counts; every message until it is taken. */
async function send({ instances, lateMs }: { instances: number; lateMs: number }) {
  const time = new MadeUpTime();
  const random = seeded(7);
  const late = () => random() * lateMs;
  const teams = limitRate({ perSecond: allowed, now: () => time.now });
  const taken: number[] = [];
  let [left, refused] = [messages, 0];
  const sender = async (pace: SendPace) => {
    while (left > 0) {
      left -= 1;
      if (await pace.turn('tenant')) throw new Error('Held back.');
      await time.wait(late());
      if (!teams({ operation: 'send', target: '' } as never)) {
        taken.push(time.now);
        continue;
      }
      [left, refused] = [left + 1, refused + 1];
      pace.refused('tenant', 1000);
      await time.wait(1000);
    }
  };
  const stopping = new AbortController().signal;
  const wait = (ms: number) => time.wait(ms + (random() < 0.1 ? late() : 0));
  for (let instance = 0; instance < instances; instance++) {
    const pace = createSendPace({ stopwatch: { now: () => time.now, wait }, stopping });
    for (let place = 0; place < 64; place++) void sender(pace);
  }
  await time.pass(() => taken.length === messages);
  return { perSecond: ((messages - 1) / (taken.at(-1)! - taken[0]!)) * 1000, refused };
}

class MadeUpTime {
  now = 1000;
  #waiting: { readonly at: number; readonly go: () => void }[] = [];

  wait(ms: number): Promise<void> {
    return new Promise((go) => this.#waiting.push({ at: this.now + ms, go }));
  }

  /** From one moment that somebody waits for to the next. */
  async pass(enough: () => boolean): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#waiting.toSorted((a, b) => a.at - b.at)[0];
      if (enough() || !next) return;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.now = Math.max(this.now, next.at);
      next.go();
    }
  }
}
