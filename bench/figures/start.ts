import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { below, type Figure, ratioAtMost } from '../figure.ts';
import { municipalityPlan, openMunicipality } from '../tools/municipality.ts';
import { startMeasured } from '../tools/service.ts';
import { sqlitePlace } from '../tools/stores.ts';

const run = promisify(execFile);
const rounds = 7;

/** From the command to the first request answered with "ready". */
export const start: Figure = {
  name: 'start',
  lines: {
    ready: {
      title: 'Start to ready',
      unit: 'ms',
      reference: 'node and botbuilder loaded',
      goal: ratioAtMost(1.5),
    },
    time: { title: '  in all', unit: 'ms', goal: below(2000) },
  },
  async run(bench) {
    const { store, env } = await sqlitePlace();
    await openMunicipality(store, municipalityPlan(50), { people: 50, serviceUrl: 'http://127.0.0.1/' });
    const ready = async () => {
      const began = performance.now();
      const service = await startMeasured({ env });
      const { status } = await fetch(`${service.url}/readyz`);
      const ms = performance.now() - began;
      await service.stop();
      if (status !== 200) throw new Error(`Not ready: ${status}.`);
      bench.measured('time', 'ours', ms);
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
