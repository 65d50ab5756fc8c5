import type { MetricAttributes, Metrics } from '../../src/base/ports.ts';

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly attributes: MetricAttributes;
}

/** Keeps every figure that is recorded. */
export class RecordingMetrics implements Metrics {
  readonly measurements: Measurement[] = [];

  record(name: string, value: number, attributes: MetricAttributes = {}): void {
    this.measurements.push({ name, value, attributes });
  }

  named(name: string): Measurement[] {
    return this.measurements.filter((one) => one.name === name);
  }
}
