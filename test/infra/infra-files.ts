import { readdirSync } from 'node:fs';
import { type BicepFile, type BicepValue, type Resource, readBicep } from '../support/bicep.ts';

/** All of infra, read. */
export interface Infra {
  readonly main: BicepFile;
  /** By their paths as main names them. */
  readonly modules: ReadonlyMap<string, BicepFile>;
  readonly files: readonly BicepFile[];
  readonly resources: readonly Resource[];
  /** The only, or the first, of a type. */
  resourceOf(type: string): Resource;
}

export async function readInfra(): Promise<Infra> {
  const main = await readBicep('infra/main.bicep');
  const paths = readdirSync('infra/modules').map((name) => `modules/${name}`);
  const modules = new Map<string, BicepFile>();
  for (const path of paths) modules.set(path, await readBicep(`infra/${path}`));
  const files = [main, ...modules.values()];
  const resources = files.flatMap((file) => file.resources);
  const resourceOf = (type: string) => resources.find((one) => one.type === type)!;
  return { main, modules, files, resources, resourceOf };
}

/** What is inside a value, by keys and places. */
export function at(value: BicepValue | undefined, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)?.[key], value);
}
