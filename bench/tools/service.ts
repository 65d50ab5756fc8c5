import { atEnd } from '../../test/support/at-end.ts';
import {
  type RunningService,
  type ServiceOptions,
  startService,
} from '../../test/support/running-service.ts';

/**
 * Starts the real service. If it is profiled, it is asked to stop before it is killed, so that the profile is written.
 */
export async function startMeasured(options: ServiceOptions = {}): Promise<RunningService> {
  const profiles = process.env.RODER_BENCH_PROFILES;
  const profiled = profiles ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` } : {};
  const service = await startService({ ownProcess: true, ...options, env: { ...profiled, ...options.env } });
  atEnd(() => service.stop());
  return service;
}
