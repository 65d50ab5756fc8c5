import type { Command } from 'commander';
import { type Language, translator } from '../language/language.ts';
import type { ExitStatus } from './plan-commands.ts';

/** How to find a command's tenant if no option names it. */
export interface TenantPorts {
  /** RODER_TENANTS, or else those in the store; throws `store-missing`. */
  tenants(): readonly string[];
  print(line: string): void;
  readonly language: Language;
}

export interface TenantOption {
  readonly tenant?: string | undefined;
}

/** The `--tenant` option, the same on every command that concerns one tenant; see `inTenant`. */
export function withTenantOption(command: Command): Command {
  return command.option(
    '--tenant <id>',
    "the organisation's Microsoft 365 tenant id; absent: the only one that RODER_TENANTS names or the store has",
  );
}

/** Runs the work for the named tenant, or for the only one there is; prints an error if there are none or several. */
export async function inTenant<O extends TenantOption>(
  options: O,
  ports: TenantPorts,
  act: (options: O & { readonly tenant: string }) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  // Lower case, as Teams sends it and documents store it; a portal may show capitals.
  const named = options.tenant?.trim().toLowerCase();
  const tenants = named ? [named] : ports.tenants();
  const [tenant] = tenants;
  if (tenant !== undefined && tenants.length === 1) return act({ ...options, tenant });
  const key = tenant === undefined ? 'none' : 'several';
  ports.print(translator(ports.language)(`cli.tenant.${key}`, { tenants: tenants.join(', ') }));
  return 1;
}
