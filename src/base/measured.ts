import type { MetricAttributes, Note, Ports } from './ports.ts';

/**
 * Runs `work` as a trace step and records its duration as `NAME.duration_ms`, with the given attributes plus those
 * added by `note`. An error is recorded with the outcome `failed` and rethrown.
 */
export async function measured<T>(
  { metrics, tracing }: Pick<Ports, 'metrics' | 'tracing'>,
  { name, ...attributes }: MetricAttributes & { readonly name: string },
  work: (note: Note) => Promise<T>,
): Promise<T> {
  if (!metrics && !tracing) return work(() => undefined);
  const start = performance.now();
  let said: MetricAttributes = attributes;
  const run = (noteStep: Note = () => undefined) =>
    work((more) => {
      said = { ...said, ...more };
      noteStep(more);
    });
  try {
    return await (tracing ? tracing.step(name, attributes, run) : run());
  } catch (error) {
    said = { ...said, outcome: 'failed' };
    throw error;
  } finally {
    metrics?.record(`${name}.duration_ms`, performance.now() - start, said);
  }
}
