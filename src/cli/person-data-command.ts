import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { translator } from '../language/language.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { personData, writtenData } from '../retention/person-data.ts';
import { inPlansLanguage } from './language-option.ts';
import type { ExitStatus, PlanCommandPorts } from './plan-commands.ts';
import { inTenant, type TenantOption, type TenantPorts, withTenantOption } from './tenant-option.ts';

export interface PersonDataOptions {
  readonly tenant: string;
  readonly person: string;
  readonly out?: string;
}

/** `person-data --person ID`: everything stored about one person, as JSON, for a subject access request. */
export function addPersonDataCommand(
  program: Command,
  ports: PlanCommandPorts & TenantPorts,
  exit: (status: ExitStatus) => void,
): void {
  withTenantOption(program.command('person-data'))
    .description('write everything that is kept about one person to a file')
    .requiredOption('--person <id>', 'Entra object id or user principal name')
    .option('--out <file>', 'where to write; absent: person-data.json')
    .action(async (options: Omit<PersonDataOptions, 'tenant'> & TenantOption) =>
      exit(await inTenant(options, ports, (one) => writePersonData(one, ports))),
    );
}

export async function writePersonData(
  options: PersonDataOptions,
  ports: PlanCommandPorts,
): Promise<ExitStatus> {
  const { tenant: tenantId, person: personId, out = 'person-data.json' } = options;
  const store = await ports.openStore();
  try {
    const plan = await currentPlan(store, tenantId);
    const t = translator(inPlansLanguage(ports, plan?.content).language);
    const data = await personData({ store }, { tenantId, personId });
    const count = Object.values(data.records).flat().length + data.planChanges.length + data.sentIn.length;
    if (count === 0 && !data.plan) {
      ports.print(t('personData.nothing', { person: personId }));
      return 1;
    }
    const path = resolve(out);
    // For that person only: no other user of the machine may read it.
    await writeFile(path, writtenData(data), { mode: 0o600 });
    ports.print(t('personData.written', { file: path, count }));
    return 0;
  } finally {
    await store.close();
  }
}
