import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../../test/support/at-end.ts';
import { commandOf, readDockerfile, settingOf, stepsOf } from '../../test/support/dockerfile.ts';
import {
  type RunningService,
  type ServiceOptions,
  startService,
} from '../../test/support/running-service.ts';

/** What the image runs, with its settings of Node and a compile cache that is full after the first start. */
export const image = join(import.meta.dirname, '../../build/image');
const stage = readDockerfile().at(-1)!;
const { NODE_OPTIONS } = Object.assign({}, ...stepsOf(stage, 'ENV').map(settingOf)) as Record<string, string>;
const [, ...command] = commandOf(stepsOf(stage, 'CMD')[0]!);
const [flags, program] = [command.slice(0, -1), command.at(-1)!];
const compileCache = join(tmpdir(), 'roder-bench-compile-cache');

/**
 * Starts the real service, as the image does. If it is profiled, it is asked to stop before it is killed, so that the profile is written.
 */
export async function startMeasured(options: ServiceOptions = {}): Promise<RunningService> {
  const profiles = process.env.RODER_BENCH_PROFILES;
  const profiling = profiles ? `--cpu-prof --cpu-prof-dir=${profiles}` : '';
  const env = {
    NODE_OPTIONS: `${NODE_OPTIONS} ${profiling}`.trim(),
    NODE_COMPILE_CACHE: compileCache,
    ...options.env,
  };
  const service = await startService({ entry: join(image, program), flags, ...options, env });
  atEnd(() => service.stop());
  return service;
}
