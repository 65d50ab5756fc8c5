import type { Command } from 'commander';
import { type Language, translator } from '../language/language.ts';
import type { ExitStatus } from './plan-commands.ts';

/** What says whose a command's work is, where the command itself does not. */
export interface TenantPorts {
  /** RODER_TENANTS, or else those that the store has; throws `store-missing`. */
  tenants(): readonly string[];
  print(line: string): void;
  readonly language: Language;
}

export interface TenantOption {
  readonly tenant?: string | undefined;
}

/** The same option, by the same rule, on every command that is about one organisation: see `inTenant`. */
export function withTenantOption(command: Command): Command {
  return command.option(
    '--tenant <id>',
    "the organisation's Microsoft 365 tenant id; absent: the only one that RODER_TENANTS names or the store has",
  );
}

/** Runs for the organisation that is named, or the only one there is; where none or several are, says so. */
export async function inTenant<O extends TenantOption>(
  options: O,
  ports: TenantPorts,
  act: (options: O & { readonly tenant: string }) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  // As Teams names it, and documents are kept: a portal may show the same in capitals.
  const named = options.tenant?.trim().toLowerCase();
  const tenants = named ? [named] : ports.tenants();
  const [tenant] = tenants;
  if (tenant !== undefined && tenants.length === 1) return act({ ...options, tenant });
  const key = tenant === undefined ? 'none' : 'several';
  ports.print(translator(ports.language)(`cli.tenant.${key}`, { tenants: tenants.join(', ') }));
  return 1;
}
