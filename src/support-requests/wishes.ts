import type { Help, Report, Revision } from '../reports/report.ts';
import { isUnanswered, type SupportRequest, type Wish } from './support-request.ts';

/** Bringing what is wanted in step with the report that says it. Pure. */

/** At most so many times somebody is asked for the same. */
export const mostAsked = 3;

/**
 * The request as the report now has it. A wish that nobody has answered and that still goes to the same stays
 * one wish when its words change, so that nobody is asked more often for it; an answered one is never rewritten.
 */
export function withReport<R extends Pick<SupportRequest, 'wishes'>>(
  request: R,
  report: Pick<Report, 'revisions'> | undefined,
): R {
  const said = lastSaid(report);
  const last = request.wishes.at(-1);
  if (last && said && isSameHelp(last, said.help)) return withLast(request, { ...last, ended: undefined });
  const ended = last && !last.ended ? withLast(request, { ...last, ended: true }) : request;
  if (!said) return ended;
  const { help, revision } = said;
  const told = { ...help, by: revision.by, at: revision.at, revision: revision.number };
  const asked = askedBefore(request.wishes, help);
  if (last && isUnanswered(last) && isSameAddressee(last, help)) {
    return withLast(request, { ...last, ...told });
  }
  const wish: Wish = { ...told, number: (last?.number ?? 0) + 1, asked, replies: [] };
  return { ...ended, wishes: [...ended.wishes, wish] };
}

/** The help that is wanted, and the revision that first said it so. */
function lastSaid(report: Pick<Report, 'revisions'> | undefined) {
  let said: { readonly help: Help; readonly revision: Revision } | undefined;
  for (const revision of report?.revisions ?? []) {
    const { judgement } = revision.answers;
    if (!judgement) continue;
    const { help } = judgement;
    if (!help) said = undefined;
    else if (!said || !isSameHelp(said.help, help)) said = { help, revision };
  }
  return said;
}

/** How often the same have been asked already for what they have not answered: changing one's mind does not begin anew. */
function askedBefore(wishes: readonly Wish[], help: Help): Wish['asked'] {
  const answered = wishes.findLastIndex(({ replies }) => replies.length > 0);
  return wishes.slice(answered + 1).findLast((one) => isSameAddressee(one, help))?.asked ?? [];
}

export function isSameHelp(a: Help, b: Help): boolean {
  return a.what === b.what && isSameAddressee(a, b);
}

function isSameAddressee(a: Help, b: Help): boolean {
  return a.from === b.from && a.fromWords === b.fromWords;
}

function withLast<R extends Pick<SupportRequest, 'wishes'>>(request: R, wish: Wish): R {
  return { ...request, wishes: [...request.wishes.slice(0, -1), wish] };
}

/** The same request with one of its wishes changed. */
export function withWish<R extends Pick<SupportRequest, 'wishes'>>(
  request: R,
  number: number,
  change: (wish: Wish) => Wish,
): R {
  return { ...request, wishes: request.wishes.map((one) => (one.number === number ? change(one) : one)) };
}
