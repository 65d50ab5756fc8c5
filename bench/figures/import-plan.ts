import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { importPlanFile } from '../../src/cli/plan-commands.ts';
import { readPlanFile } from '../../src/plan/read-plan-file.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { temporaryFolder } from '../../test/support/at-end.ts';
import { openingMorning } from '../../test/support/sending-world.ts';
import { type Figure, ratioAtMost } from '../figure.ts';
import { municipalityPlan, tenantId } from '../tools/municipality.ts';

/** `roder plan import`: reads, checks, compares and activates a plan. */
export const importOfPlan: Figure = {
  name: 'import',
  lines: {
    import: {
      title: 'Import of 300 assignments, 1,500 indicators',
      unit: 'ms',
      reference: 'parsing the file',
      goal: ratioAtMost(3),
    },
  },
  async run(bench) {
    const file = join(await temporaryFolder(), 'plan.yaml');
    await writeFile(file, stringify(municipalityPlan(300, 5)));
    const imported = async () => {
      const path = join(await temporaryFolder(), 'roder.db');
      const began = performance.now();
      const status = await importPlanFile(
        file,
        { tenant: tenantId, decision: 'KF 2026-01-01 § 1' },
        {
          openStore: async () => openSqliteStore(path),
          now: () => openingMorning,
          print: () => {},
          language: 'sv',
        },
      );
      if (status !== 0) throw new Error('The plan was not imported.');
      return performance.now() - began;
    };
    const parsed = async () => {
      const began = performance.now();
      if (!('input' in (await readPlanFile(file)))) throw new Error('The plan was not read.');
      return performance.now() - began;
    };
    bench.step('a first one');
    await imported();
    await bench.interleave('import', 7, { ours: imported, reference: parsed });
  },
};
