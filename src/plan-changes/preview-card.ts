import type { Card } from '../base/messenger.ts';
import { joinWords, type Language, translator } from '../language/language.ts';
import { fitCard, renderCard } from '../language/render-card.ts';
import { type Fact, noteCard } from '../messages/note-card.ts';
import type { ChangeRow } from './describe-changes.ts';
import { foldedRow, inPieces } from './folded-rows.ts';
import type { PlanPreview, RoundPreview } from './preview.ts';
import { maxDecision, type PlanProposal } from './propose-plan.ts';

export interface ShownPreview {
  readonly proposal: PlanProposal;
  readonly preview: PlanPreview;
}

export interface PreviewState {
  /** How many rows have been shown before. */
  readonly from?: number | undefined;
  /** What was typed. */
  readonly decision?: string | undefined;
  readonly why?: 'decision' | 'too-long' | 'moved' | undefined;
}

/** As many changes as are read at a glance, and fewer where they are long. */
const rowsShown = [8, 6, 4, 2, 1] as const;

/** What would change, whom it concerns, and what an open round would do: to confirm or to leave. */
export function previewCard(shown: ShownPreview, language: Language, state: PreviewState = {}): Card {
  return fitCard(rowsShown, (max) => render(shown, language, { ...state, max }));
}

function render(
  { proposal, preview }: ShownPreview,
  language: Language,
  { from = 0, max, decision, why }: PreviewState & { max: number },
): Card {
  const t = translator(language);
  const pieces = inPieces(preview.rows, language);
  const rows = pieces.slice(from, from + max);
  const [next, left] = [from + max, pieces.length - from - max];
  const pages = [
    ...(left > 0 ? [{ title: t('planChange.more', { count: left }), from: next }] : []),
    ...(from > 0 ? [{ title: t('planChange.fromStart'), from: 0 }] : []),
  ];
  return renderCard(
    'plan-preview',
    {
      title: titleOf(proposal, language),
      intro: introOf(preview.rows, language),
      moved: why === 'moved' ? t('planChange.moved') : '',
      read: readText(proposal, preview, language),
      facts:
        from > 0
          ? []
          : [
              ...warningFacts(preview, language),
              ...roundFacts(preview.rounds, language),
              ...passedFacts(preview, language),
              ...listFacts('asked.label', preview.limited, language),
              ...listFacts('moved.label', preview.moved, language),
              ...affectedFacts(preview, language),
            ],
      groups: groupsOf(rows, language),
      fault: why && why !== 'moved' ? t(`planChange.decision.${why}`, { max: maxDecision }) : '',
      decision: (decision ?? proposal.decision).slice(0, maxDecision),
      token: proposal.token,
      offersPassed: preview.passed.length > 0,
      pages,
    },
    language,
  );
}

function titleOf({ source }: PlanProposal, language: Language): string {
  const facts = source.type === 'file' ? { name: source.name } : source.type === 'version' ? source : {};
  return translator(language)(`planChange.title.${source.type}`, { ...facts });
}

/** How much was found in a file: what is missing from it is seen here, whatever the plan was before. */
function readText({ source }: PlanProposal, { holds }: PlanPreview, language: Language): string {
  if (source.type !== 'file') return '';
  return translator(language)('planChange.read', { holds });
}

const changes = ['withdrawn', 'changed', 'added'] as const;

/** How much of what: "Ändras: ett uppdrag och 2 mått." */
function introOf(rows: readonly ChangeRow[], language: Language): string {
  const t = translator(language);
  return changes
    .flatMap((change) => {
      const kinds = Map.groupBy(
        rows.filter((row) => row.change === change),
        ({ kind }) => kind,
      );
      const things = [...kinds].map(([kind, { length: count }]) => t(`planChange.things.${kind}`, { count }));
      return things.length > 0 ? [`${t(`planChange.group.${change}`)}: ${joinWords(things, language)}.`] : [];
    })
    .join(' ');
}

function groupsOf(rows: readonly ChangeRow[], language: Language) {
  return changes
    .map((change) => ({
      label: translator(language)(`planChange.group.${change}`),
      rows: rows
        .filter((row) => row.change === change)
        .map((row, place) => foldedRow(row, `${change}-${place}`, language)),
    }))
    .filter((group) => group.rows.length > 0);
}

function warningFacts({ warnings }: PlanPreview, language: Language): Fact[] {
  const t = translator(language);
  const lines = warnings.map(({ code, facts }) => t(`planChange.warning.${code}`, facts));
  return listFacts('planChange.warning.label', lines, language);
}

function passedFacts({ passed }: PlanPreview, language: Language): Fact[] {
  if (passed.length === 0) return [];
  return [{ label: translator(language)('planChange.passed.label'), lines: passed }];
}

/** So many lines of what begins and ends, and of days that move; the rest are counted. */
const maxLines = 5;

function listFacts(label: string, lines: readonly string[], language: Language): Fact[] {
  if (lines.length === 0) return [];
  const t = translator(language);
  const left = lines.length - maxLines;
  const more = left > 0 ? [t('asked.more', { count: left })] : [];
  return [{ label: t(label), lines: [...lines.slice(0, maxLines), ...more] }];
}

const maxRoles = 12;

function affectedFacts({ affected }: PlanPreview, language: Language): Fact[] {
  if (affected.length === 0) return [];
  const t = translator(language);
  const left = affected.length - maxRoles;
  const named = joinWords(affected.slice(0, maxRoles), language);
  const line =
    left > 0
      ? t('planChange.andMore', { named: affected.slice(0, maxRoles).join(', '), count: left })
      : named;
  return [{ label: t('planChange.affected'), lines: [line] }];
}

const [maxPeople, maxQuestions] = [5, 3];

/** Said also where nothing comes of it: that is what an administrator wants to know in the middle of a round. */
function roundFacts(rounds: readonly RoundPreview[], language: Language): Fact[] {
  const t = translator(language);
  if (rounds.length === 0)
    return [{ label: t('planChange.round.none'), lines: [t('planChange.round.noneText')] }];
  return rounds.map(({ name, ends, people }) => {
    if (ends)
      return { label: t('planChange.round.title', { round: name }), lines: [t('planChange.round.ends')] };
    const left = people.length - maxPeople;
    const lines = people.slice(0, maxPeople).map((person) => {
      const who = person.roles || t('planChange.round.somebody');
      const what = [
        ...(person.added.length > 0
          ? [t('planChange.round.added', { what: named(person.added, language) })]
          : []),
        ...(person.contributes.length > 0
          ? [t('planChange.round.contributes', { what: named(person.contributes, language) })]
          : []),
        ...(person.withdrawn.length > 0
          ? [t('planChange.round.withdrawn', { what: named(person.withdrawn, language) })]
          : []),
      ];
      return t(person.isNew ? 'planChange.round.newPerson' : 'planChange.round.person', {
        who,
        what: what.join('; ') || t('planChange.round.otherRole'),
      });
    });
    const more = left > 0 ? [t('planChange.round.more', { count: left })] : [];
    return {
      label: t('planChange.round.title', { round: name }),
      lines: [...lines, ...more, t('planChange.round.kept')],
    };
  });
}

export function confirmedCard(version: number, decision: string, language: Language): Card {
  const t = translator(language);
  return noteCard(
    {
      title: t('planChange.confirmed.title', { version }),
      paragraphs: [
        decision ? t('planChange.confirmed.text', { decision }) : '',
        t('planChange.confirmed.next'),
      ].filter(Boolean),
      actions: [{ verb: 'plan/versions', title: t('planChange.versions.show') }],
    },
    language,
  );
}

function named(questions: readonly string[], language: Language): string {
  const count = questions.length - maxQuestions;
  if (count <= 0) return joinWords(questions, language);
  const first = questions.slice(0, maxQuestions).join(', ');
  return translator(language)('planChange.andMore', { named: first, count });
}
