import type { Plan } from '../plan/plan-index.ts';

/** So many letters of a subject are shown, and kept. */
const longestSubject = 200;

/**
 * Opens Teams' own form for a new meeting with the title and the other person filled in; nothing is sent before
 * the person has looked at it. Teams takes user principal names: where the plan has none, the title stands alone.
 */
export function meetingLink(
  plan: Plan,
  { subject, personId }: { subject: string; personId?: string | undefined },
) {
  const attendee = personId && plan.person(personId)?.upn;
  const query = new URLSearchParams({ subject: subject.slice(0, longestSubject) });
  if (attendee) query.set('attendees', attendee);
  // Teams reads a plus sign as one, not as a space.
  return `https://teams.microsoft.com/l/meeting/new?${query.toString().replaceAll('+', '%20')}`;
}
