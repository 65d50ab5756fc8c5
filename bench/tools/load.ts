import { Agent, request } from 'node:http';
import { quantile } from '../report/statistics.ts';

/** The activity of one request; asked for when it is about to be sent. */
export type NextActivity = () => object;

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  readonly count: number;
}

/** So many requests at a time, each followed by the next, for some seconds. */
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

/** So many requests a second, whether or not the ones before are answered: what waits is counted as waited. */
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

/** How long it took. Throws on anything but 200: what fails fast must not look fast. */
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
