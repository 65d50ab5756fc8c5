import { Agent, request } from 'node:http';
import { quantile } from '../report/statistics.ts';

/** Creates the activity of a request just before it is sent. */
export type NextActivity = () => object;

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  readonly count: number;
}

/** Keeps a fixed number of requests in flight for some seconds. */
export async function closedLoop(
  url: string,
  { connections, seconds, next }: { connections: number; seconds: number; next: NextActivity },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const [start, taken] = [performance.now(), [] as number[]];
  const until = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) taken.push(await post(agent, url, next()));
    }),
  );
  agent.destroy();
  return summed(taken, performance.now() - start);
}

/** Sends lists of requests, each list in order and some lists at once; returns how many lists a second. */
export async function eachInTurn(
  url: string,
  { connections, of }: { connections: number; of: readonly (readonly object[])[] },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const start = performance.now();
  const waiting = of.values();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const list of waiting) for (const activity of list) await post(agent, url, activity);
    }),
  );
  agent.destroy();
  return (of.length / (performance.now() - start)) * 1000;
}

/**
 * Sends a fixed number of requests per second, whether or not earlier ones have been answered; queueing counts as
 * latency.
 */
export async function openLoop(
  url: string,
  { perSecond, seconds, next }: { perSecond: number; seconds: number; next: NextActivity },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  const taken: Promise<number>[] = [];
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = start + (number * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    taken.push(post(agent, url, next()).then((ms) => ms));
  }
  const all = await Promise.all(taken);
  agent.destroy();
  return summed(all, performance.now() - start);
}

function summed(taken: readonly number[], ms: number): Load {
  const p99 = quantile(
    taken.toSorted((a, b) => a - b),
    0.99,
  );
  return { perSecond: (taken.length / ms) * 1000, p99, count: taken.length };
}

/** Returns the latency. Throws on any status but 200: a fast failure must not look like a fast answer. */
export function post(agent: Agent, url: string, activity: object): Promise<number> {
  const body = JSON.stringify(activity);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = request(`${url}/api/messages`, { method: 'POST', agent, headers }, (response) => {
      response.on('error', reject);
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(performance.now() - began)
          : reject(new Error(`Answered with ${response.statusCode}.`)),
      );
      response.resume();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
