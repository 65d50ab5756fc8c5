import { execFile } from 'node:child_process';
import { Agent } from 'node:http';
import { promisify } from 'node:util';
import { below, type Figure, ratioAtMost } from '../figure.ts';
import { post } from '../tools/load.ts';
import { municipalityPlan, openMunicipality, titleOf } from '../tools/municipality.ts';
import { PlainConnector } from '../tools/plain-connector.ts';
import { messages } from '../tools/presses.ts';
import { startMeasured } from '../tools/service.ts';
import { sqlitePlace } from '../tools/stores.ts';

const run = promisify(execFile);
const rounds = 7;
const people = 50;

/** From the command to the first request answered with "ready", and what the turns after it take. */
export const start: Figure = {
  name: 'start',
  lines: {
    ready: {
      title: 'Start to ready',
      unit: 'ms',
      reference: 'node and botbuilder loaded',
      goal: ratioAtMost(1.7),
    },
    time: { title: '  in all', unit: 'ms', goal: below(2000) },
    first: { title: '  the first turn', unit: 'ms', reference: 'the tenth', goal: 'none' },
    slower: { title: '  the first, slower than the tenth by', unit: 'ms', goal: below(20) },
  },
  async run(bench) {
    const { store, env } = await sqlitePlace();
    const { serviceUrl } = await PlainConnector.start();
    await openMunicipality(store, municipalityPlan(people), { people, serviceUrl });
    const question = messages(people, serviceUrl, () => `hur går det med ${titleOf(7).toLowerCase()}?`);
    const ready = async () => {
      const began = performance.now();
      const service = await startMeasured({ env });
      const { status } = await fetch(`${service.url}/readyz`);
      const ms = performance.now() - began;
      const agent = new Agent({ keepAlive: true });
      const taken: number[] = [];
      for (let turn = 0; turn < 10; turn++) taken.push(await post(agent, service.url, question()));
      agent.destroy();
      await service.stop();
      if (status !== 200) throw new Error(`Not ready: ${status}.`);
      bench.measured('time', 'ours', ms);
      bench.measured('first', 'ours', taken[0]!);
      bench.measured('first', 'reference', taken.at(-1)!);
      bench.measured('slower', 'ours', taken[0]! - taken.at(-1)!);
      return ms;
    };
    const loaded = async () => {
      const began = performance.now();
      await run(process.execPath, ['-e', 'require("botbuilder")']);
      return performance.now() - began;
    };
    await loaded();
    await bench.interleave('ready', rounds, { ours: ready, reference: loaded });
  },
};
