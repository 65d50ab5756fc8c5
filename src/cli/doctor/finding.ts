/**
 * One thing the doctor looked at. `wrong`: Roder does not work, or some people are not reached, until somebody acts;
 * `soon`: it will be so if nobody does. `key` is a text under `doctor`, and `key` + `Next` the step to take.
 */
export interface Finding {
  readonly state: 'well' | 'soon' | 'wrong';
  readonly key: string;
  readonly values?: Readonly<Record<string, unknown>>;
}
