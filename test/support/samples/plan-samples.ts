import { faultsCard } from '../../../src/bot/dropped-plan.ts';
import { unknownWordsCard } from '../../../src/conversation/unknown-words.ts';
import type { Language } from '../../../src/language/language.ts';
import type { PlanContent } from '../../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../../src/plan/plan-store.ts';
import { type ChangeForm, changeForm, chooseCard, menuCard } from '../../../src/plan-changes/change-forms.ts';
import { confirmedCard, previewCard } from '../../../src/plan-changes/preview-card.ts';
import { proposePlan, proposeVersion } from '../../../src/plan-changes/propose-plan.ts';
import { readVersion, readVersions, versionCard, versionsCard } from '../../../src/plan-changes/versions.ts';
import { bookWithCells, checkedFile } from '../../plan/workbooks.ts';
import type { CardSample } from '../card-samples.ts';
import type { Sjovik } from '../sjovik.ts';

/** A plan dropped in the chat: its faults, what it would change, and the versions it becomes one of. */
export async function planSamples(world: Sjovik, language: Language): Promise<CardSample[]> {
  const { ports, tenantId, actor } = world;
  const inForce = async () => ({
    actor: actor('utredare'),
    plan: (await currentPlan(ports.store, tenantId))!,
    language,
  });
  const preview = async (content: PlanContent, state?: Parameters<typeof previewCard>[2]) => {
    const source = { type: 'file', name: 'Styrplan 2027.xlsx' } as const;
    const proposed = await proposePlan(ports, await inForce(), { content, source, decision: '' });
    if (proposed.view !== 'preview') throw new TypeError(proposed.view);
    return previewCard(proposed, language, state);
  };
  const { plan } = await inForce();
  const changed = changedPlan(plan.content);
  const samples: CardSample[] = [
    { name: 'plan-faults', card: faultsCard('Styrplan 2027.xlsx', await someFaults(), { language }) },
    { name: 'plan-preview', card: await preview(changed) },
    { name: 'plan-preview-decision', card: await preview(changed, { why: 'decision' }) },
    { name: 'plan-preview-moved', card: await preview(changed, { why: 'moved', decision: 'KF § 88' }) },
    { name: 'plan-preview-lists', card: await preview(withOtherLists(plan.content)) },
    { name: 'plan-preview-large', card: await preview(rewritten(plan.content)) },
    { name: 'plan-preview-large-next', card: await preview(rewritten(plan.content), { from: 8 }) },
    { name: 'plan-confirmed', card: confirmedCard(2, 'KF 2026-09-02 § 88', language) },
  ];
  const now = ports.clock.now();
  const by = actor('utredare').personId;
  await importPlan({
    store: ports.store,
    now,
    tenantId,
    content: changed,
    by,
    decision: 'KF 2026-09-02 § 88',
  });
  const asked = await inForce();
  const [versions, second] = [await readVersions(ports, asked), await readVersion(ports, asked, 2)];
  const back = await proposeVersion(ports, asked, 1);
  if (back.view !== 'preview') throw new TypeError(back.view);
  return [
    ...samples,
    ...formSamples(asked),
    { name: 'plan-versions', card: versionsCard(versions!, asked.plan, language) },
    { name: 'plan-version', card: versionCard(second!, asked.plan, language) },
    { name: 'plan-back', card: previewCard(back, language) },
  ];
}

/** A bit of everything, in the middle of a round. */
function changedPlan(content: PlanContent): PlanContent {
  return {
    ...content,
    burdenCapMinutes: 20,
    keepUnknownWords: true,
    assignments: content.assignments.map((one) =>
      one.id === 'pu1' ? { ...one, owner: 'socialchef', end: '2031-12-31' } : one,
    ),
    indicators: content.indicators
      .filter(({ id }) => id !== 'i22')
      .map((one) => (one.id === 'i10' ? { ...one, target: { op: '<=', value: 40 } } : one)),
  };
}

/** Milestones that move and earlier values that are lost: what a file loses most easily. */
function withOtherLists(content: PlanContent): PlanContent {
  return {
    ...content,
    assignments: content.assignments.map((one) => ({
      ...one,
      milestones: one.milestones?.flatMap((milestone) => [
        { ...milestone, due: '2027-12-01', done: undefined },
        { ...milestone, id: `${milestone.id}-2`, due: '2027-12-15' },
      ]),
    })),
    indicators: content.indicators.map((one) => ({
      ...one,
      history: one.history?.slice(1).map(({ period, value }) => ({ period, value: value * 10 })),
    })),
  };
}

/** Every text is another, and long. */
function rewritten(content: PlanContent): PlanContent {
  const long = {
    sv: 'En ny och mycket utförlig lydelse. '.repeat(10),
    en: 'A new and very detailed wording. '.repeat(10),
  };
  return {
    ...content,
    assignments: content.assignments.map((one) => ({
      ...one,
      title: { sv: `${one.title.sv}: ${long.sv}`, en: `${one.title.en}: ${long.en}` },
      aspects: { economic: long, ecological: long, social: long },
    })),
    indicators: content.indicators.map((one) => ({ ...one, definition: long, owner: 'socialchef' })),
  };
}

async function someFaults() {
  const book = await bookWithCells(
    ['Uppdrag', 'H5', 'socialchefen'],
    ['Uppdrag', 'C3', null],
    ['Uppdrag', 'N4', null],
    ['Indikatorer', 'T2', 'ganska många'],
    ['Perioder', 'E2', '30 februari'],
    ['Roller', 'J7', 'kolla med HR'],
  );
  const checked = await checkedFile('Styrplan 2027.xlsx', book);
  return 'faults' in checked ? checked.faults : [];
}

/** One thing changed on a card. */
function formSamples(asked: Pick<ChangeForm, 'plan' | 'language'>): CardSample[] {
  const { language } = asked;
  const filled = { title: 'Trygga skolvägar', decision: 'KF § 77', milestones: 'Inventeringen är klar' };
  const fault = { field: 'milestones', fault: 'milestone' };
  const target = { ...asked, kind: 'target', typed: { subject: 'i10' } } as const;
  return [
    { name: 'plan-menu', card: menuCard(language) },
    { name: 'plan-choose-owner', card: chooseCard({ ...asked, kind: 'owner' }) },
    {
      name: 'plan-choose-none',
      card: chooseCard({
        ...asked,
        kind: 'target',
        typed: { query: 'badhus' },
        fault: { field: 'subject', fault: 'choose' },
      }),
    },
    { name: 'plan-form-assignment', card: changeForm({ ...asked, kind: 'assignment' }) },
    {
      name: 'plan-form-assignment-fault',
      card: changeForm({ ...asked, kind: 'assignment', typed: filled, fault }),
    },
    { name: 'plan-form-target', card: changeForm(target) },
    {
      name: 'plan-form-target-fault',
      card: changeForm({
        ...target,
        typed: { subject: 'i10', value: 'lågt' },
        fault: { field: 'value', fault: 'number' },
      }),
    },
    { name: 'plan-form-target-range', card: changeForm({ ...target, typed: { subject: 'i03' } }) },
    {
      name: 'plan-form-owner',
      card: changeForm({ ...asked, kind: 'owner', typed: { subject: 'assignment:pu1' } }),
    },
    {
      name: 'plan-form-holder',
      card: changeForm({ ...asked, kind: 'holder', typed: { subject: 'kostchef' } }),
    },
    { name: 'plan-form-gender', card: changeForm({ ...asked, kind: 'gender', typed: { subject: 'i10' } }) },
    { name: 'plan-form-words', card: changeForm({ ...asked, kind: 'words' }) },
    {
      name: 'unknown-words',
      card: unknownWordsCard(
        ['simhallen', 'fritidsklubben', 'drönarna'].map((word, place) => ({ word, count: 5 - place })),
        language,
      ),
    },
    { name: 'unknown-words-off', card: unknownWordsCard(undefined, language) },
  ];
}
