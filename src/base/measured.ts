import type { MetricAttributes, Note, Ports } from './ports.ts';

/**
 * Runs `work` as a step of a trace and records how long it took as `NAME.duration_ms`, with the attributes given
 * and those noted on the way. What is thrown is thrown on, with the outcome `failed`.
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
