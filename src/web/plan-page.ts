import { fileCard, isPlanFile, proposalCard } from '../bot/dropped-plan.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { type PlanVersion, planContent, planHistory } from '../plan/plan-store.ts';
import { planFileKinds } from '../plan/read-plan-file.ts';
import { describeChanges } from '../plan-changes/describe-changes.ts';
import { byLine } from '../plan-changes/versions.ts';
import { toldToAll } from '../questions/changes-answer.ts';
import type { PageContent } from './content.ts';
import { links } from './links.ts';
import { pageOf, type Table } from './paging.ts';
import { may, type PlannedVisit } from './visit.ts';

const parts = ['assignments', 'indicators', 'roles', 'periods'] as const;
type Part = (typeof parts)[number];

/** *Planen* as it stands, part by part; whoever may change it finds the way to do that here. */
export async function planPage(visit: PlannedVisit): Promise<PageContent> {
  const { plan, t } = visit;
  const part = parts.find((one) => one === visit.query.get('part')) ?? 'assignments';
  return {
    title: t('web.plan.title'),
    template: 'plan',
    data: {
      intro: t('web.plan.version', { version: plan.version, decision: plan.decision }),
      parts: parts.map((one) => ({
        text: t(`web.plan.${one}`),
        href: links.planPart(one),
        isShown: one === part,
      })),
      table: tables[part](visit),
      changes: may(visit, 'plan/change')
        ? {
            versions: links.versions,
            menu: JSON.stringify({ verb: 'plan/menu', data: {} }),
            words:
              plan.content.keepUnknownWords &&
              JSON.stringify({ verb: 'help/say', data: { intent: 'unknown-words' } }),
            kinds: planFileKinds.join(','),
          }
        : undefined,
    },
    source: 'plan',
  };
}

const tables: Readonly<Record<Part, (visit: PlannedVisit) => Table>> = {
  assignments(visit) {
    const { plan, reader, t } = visit;
    const page = pageOf(plan.assignments, visit, links.planPart('assignments'));
    const isRead = may(visit, 'report/read');
    const rows = page.rows.map((one) => [
      { text: reader.say(one.title), href: isRead ? links.assignment(one.id) : undefined },
      t(`type.${one.type}`),
      one.decision,
      reader.ownerNames(one),
      reader.say(plan.department(one.leadDepartment)?.name ?? { sv: '', en: '' }),
    ]);
    return tableOf(
      visit,
      'assignments',
      ['assignment', 'type', 'decision', 'owner', 'department'],
      rows,
      page,
    );
  },
  indicators(visit) {
    const { plan, reader, t } = visit;
    const page = pageOf(plan.content.indicators, visit, links.planPart('indicators'));
    const isRead = may(visit, 'report/read');
    const rows = page.rows.map((one) => [
      { text: reader.say(one.name), href: isRead ? links.indicator(one.id) : undefined },
      reader.say(one.unit),
      one.target ? reader.target(one.target) : '–',
      reader.roleName(one.owner),
      t(`web.plan.frequency.${one.frequency}`),
    ]);
    return tableOf(visit, 'indicators', ['indicator', 'unit', 'target', 'owner', 'frequency'], rows, page);
  },
  roles(visit) {
    const { plan, reader, t } = visit;
    const page = pageOf(plan.content.roles, visit, links.planPart('roles'));
    const rows = page.rows.map((one) => [
      reader.say(one.name),
      t(`web.plan.access.${one.access}`),
      reader.join(plan.deputiesOf(one.id).map(({ name }) => reader.say(name))) || '–',
    ]);
    return tableOf(visit, 'roles', ['role', 'access', 'deputy'], rows, page);
  },
  periods(visit) {
    const { plan, reader } = visit;
    const page = pageOf(plan.content.periods, visit, links.planPart('periods'));
    const rows = page.rows.map(({ name, covers }) => [
      reader.say(name),
      `${reader.day(covers.from)} – ${reader.day(covers.to)}`,
    ]);
    return tableOf(visit, 'periods', ['round', 'covers'], rows, page);
  },
};

function tableOf(
  { t }: PlannedVisit,
  part: Part,
  columns: readonly string[],
  rows: Table['rows'],
  page: Table['page'],
): Table {
  const head = columns.map((one) => t(`web.column.${one}`));
  return {
    caption: t(`web.plan.${part}`),
    head,
    rows,
    page,
    none: t('web.nothing'),
    isMany: columns.length > 4,
  };
}

/** The plan's versions with their decisions, and what differs between two of them. */
export async function versionsPage(visit: PlannedVisit): Promise<PageContent> {
  const { ports, turn, plan, t } = visit;
  const { tenantId } = turn.actor;
  const versions: PlanVersion[] = await Array.fromAsync(planHistory(ports.store, tenantId));
  const page = pageOf(versions, visit, links.versions);
  const rows = page.rows.map((one) => [
    {
      text: `${t('web.column.version')} ${one.version}`,
      href: one.replaces ? links.version(one.version) : undefined,
    },
    one.decision,
    byLine(one, plan, turn.language),
  ]);
  const head = ['version', 'decision', 'by'].map((one) => t(`web.column.${one}`));
  const known = versions.map(({ version, replaces }) => ({ version, replaces }));
  const compared = await compare(visit, known);
  // Whoever looks at what the plan in force has changed undoes it by going back to the one before.
  const earlier = compared.to === plan.version ? compared.from : compared.to;
  return {
    title: t('planChange.versions.title'),
    template: 'versions',
    data: {
      table: { caption: t('web.plan.versions'), head, rows, page },
      numbers: known.map(({ version }) => version).toReversed(),
      ...compared,
      back:
        may(visit, 'plan/change') && earlier !== undefined
          ? { version: earlier, press: JSON.stringify({ verb: 'plan/back', data: { version: earlier } }) }
          : undefined,
    },
    source: 'plan',
  };
}

/** What differs; a version that nobody asks for is the one before, and the one in force. */
async function compare(
  visit: PlannedVisit,
  known: readonly { readonly version: number; readonly replaces?: number | undefined }[],
) {
  const { ports, turn, query, t } = visit;
  const to = known.find(({ version }) => version === Number(query.get('to'))) ?? known[0];
  const asked = known.find(({ version }) => version === Number(query.get('from')))?.version;
  const from = asked !== undefined && asked !== to?.version ? asked : to?.replaces;
  const contents: (PlanContent | undefined)[] = await Promise.all(
    [from, to?.version].map((one) =>
      one === undefined ? undefined : planContent(ports.store, turn.actor.tenantId, one),
    ),
  );
  const [before, after] = contents;
  if (!before || !after) return { from, to: to?.version, changes: [], none: t('planChange.versions.first') };
  // Who holds which role, and settings, are shown to whoever may change them.
  const isAll = may(visit, 'plan/change');
  const rows = describeChanges(before, after, turn.language).filter(
    ({ kind }) => isAll || toldToAll.has(kind),
  );
  return {
    from,
    to: to?.version,
    changes: rows
      .slice(0, maxChanges)
      .map((row) => ({ ...row, heading: `${t(`planChange.group.${row.change}`)}: ${row.heading}` })),
    none: rows.length === 0 ? t('planChange.refused.unchanged') : '',
    left: rows.length > maxChanges ? t('web.plan.left', { count: rows.length - maxChanges }) : '',
  };
}

const maxChanges = 100;

/** A plan as a file, read and shown as what it would change: as one that is dropped in the chat. */
export async function planFilePage(
  { ports, turn, t }: PlannedVisit,
  file: { readonly name: string; readonly bytes: Uint8Array } | undefined,
): Promise<PageContent> {
  const card =
    file && isPlanFile(file.name)
      ? await proposalCard(ports, turn, file)
      : fileCard('not-plan', file?.name ?? '', turn);
  // Where there is nothing to put in force, the way on is another file.
  const { actions = [] } = card as { actions?: readonly object[] };
  const kinds = actions.length === 0 ? planFileKinds.join(',') : '';
  return { title: t('web.plan.change'), template: 'plan-read', data: { card, kinds } };
}
