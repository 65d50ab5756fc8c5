import { Temporal } from 'temporal-polyfill';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { fitCard, renderCard } from '../language/render-card.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type PlanVersion, planContent, planHistory } from '../plan/plan-store.ts';
import { describeChanges } from './describe-changes.ts';
import { foldedRow, inPieces } from './folded-rows.ts';
import type { PlanChangeRequest } from './propose-plan.ts';

/** So many at a time: the button goes on. */
const maxShown = 8;

export interface VersionPage {
  readonly versions: readonly Omit<PlanVersion, 'content' | 'packed'>[];
  /** The version to go on from; undefined: there is no older one. */
  readonly older?: number | undefined;
}

/** The plan's versions, the newest first, from one on; for the administrator. */
export async function readVersions(
  { store }: Pick<Ports, 'store'>,
  { actor, plan }: PlanChangeRequest,
  from = plan.version,
): Promise<VersionPage | undefined> {
  if (!mayDo(plan, actor, 'plan/change')) return undefined;
  const versions: PlanVersion[] = [];
  for await (const version of planHistory(store, actor.tenantId)) {
    if (version.version > from) continue;
    if (versions.length === maxShown) return { versions, older: version.version };
    versions.push(version);
  }
  return { versions };
}

/** What one version changed; undefined where there is none, or the person may not. */
export async function readVersion(
  { store }: Pick<Ports, 'store'>,
  { actor, plan, language }: PlanChangeRequest,
  version: number,
) {
  if (!mayDo(plan, actor, 'plan/change')) return undefined;
  for await (const found of planHistory(store, actor.tenantId)) {
    if (found.version !== version) continue;
    const before = found.replaces ? await planContent(store, actor.tenantId, found.replaces) : undefined;
    const after = (await planContent(store, actor.tenantId, version))!;
    return { version: found, rows: before ? describeChanges(before, after, language) : [] };
  }
  return undefined;
}

/** Each with the decision, who and when, and a way to see what it changed. */
export function versionsCard(page: VersionPage, plan: Plan, language: Language): Card {
  const t = translator(language);
  return renderCard(
    'plan-versions',
    {
      title: t('planChange.versions.title'),
      intro: t('planChange.versions.intro'),
      rows: page.versions.map((one) => ({
        heading: headingOf(one, plan, language),
        lines: [one.decision, byLine(one, plan, language)],
        ...unfolded,
        actions: [
          {
            verb: 'plan/version',
            title: t('planChange.versions.see', { version: one.version }),
            data: { version: one.version },
          },
        ],
      })),
      actions: page.older
        ? [{ verb: 'plan/versions', title: t('planChange.versions.older'), data: { from: page.older } }]
        : [],
    },
    language,
  );
}

/** A row of few lines has nothing to unfold. */
const unfolded = { more: [], moreId: '', unfold: '' } as const;

const rowsShown = [30, 15, 8, 4, 2, 1] as const;

/** What a version changed, from one row on, and the way back to it. */
export function versionCard(
  { version, rows }: NonNullable<Awaited<ReturnType<typeof readVersion>>>,
  plan: Plan,
  language: Language,
  from = 0,
): Card {
  const t = translator(language);
  const isCurrent = version.version === plan.version;
  const back = { verb: 'plan/back', title: t('planChange.versions.back', { version: version.version }) };
  const pieces = inPieces(rows, language);
  return fitCard(rowsShown, (max) => {
    const [next, left] = [from + max, pieces.length - from - max];
    return renderCard(
      'plan-versions',
      {
        title: headingOf(version, plan, language),
        intro: [version.decision, byLine(version, plan, language)].join('. '),
        rows: [
          ...(rows.length === 0
            ? [{ heading: t('planChange.versions.first'), lines: [], ...unfolded, actions: [] }]
            : []),
          ...pieces.slice(from, next).map((row, place) => {
            const heading = `${t(`planChange.group.${row.change}`)}: ${row.heading}`;
            return { ...foldedRow({ ...row, heading }, `${place}`, language), actions: [] };
          }),
        ],
        actions: [
          ...(left > 0
            ? [
                {
                  verb: 'plan/version',
                  title: t('planChange.more', { count: left }),
                  data: { version: version.version, from: next },
                },
              ]
            : []),
          ...(isCurrent ? [] : [{ ...back, data: { version: version.version } }]),
          { verb: 'plan/versions', title: t('planChange.versions.show'), data: {} },
        ],
      },
      language,
    );
  });
}

function headingOf({ version }: Pick<PlanVersion, 'version'>, plan: Plan, language: Language): string {
  const key = version === plan.version ? 'current' : 'one';
  return translator(language)(`planChange.versions.${key}`, { version });
}

/** A role, never a person; what was read on the command line was read by whoever runs Roder. */
export function byLine({ by, at }: Pick<PlanVersion, 'by' | 'at'>, plan: Plan, language: Language): string {
  const t = translator(language);
  const roles = plan.rolesOf(by).map((role) => say(role.name, language));
  const who =
    roles.length > 0
      ? joinWords(roles, language)
      : t(`planChange.by.${by === 'cli' || by === 'demo' ? by : 'other'}`);
  const date = formatDate(localDate(Temporal.Instant.from(at), plan.content.timeZone), language);
  return t('planChange.by.line', { who, date });
}
