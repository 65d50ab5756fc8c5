import { defaultTimeZone } from '../calendar/instants.ts';
import { indexPlan, type Plan } from '../plan/plan-index.ts';

const nothing = { sv: '-', en: '-' };

/** What is understood by while there is no plan: everything but what a plan names. */
export const noPlan: Plan = indexPlan(
  {
    organisation: { name: nothing },
    decision: '-',
    language: 'sv',
    timeZone: defaultTimeZone,
    workingHours: { from: '08:00', to: '16:30' },
    squeezeDaysFree: false,
    burdenCapMinutes: 15,
    summaryFirst: 'after-due',
    departments: [],
    roles: [],
    persons: [],
    channels: [],
    periods: [],
    assignments: [],
    indicators: [],
  },
  0,
);
