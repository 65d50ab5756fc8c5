import type { Card } from '../../src/base/messenger.ts';
import { demoTenant } from '../../src/config.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, planHash, planHistory } from '../../src/plan/plan-store.ts';
import { allRounds } from '../../src/rounds/round.ts';
import { demoInputWith } from '../plan/demo-plan.ts';
import { inStore } from './answering.ts';
import { actionsIn, textOf } from './card-form.ts';
import { type DemoWorld, startDemoWorld } from './demo-world.ts';
import { FileHost } from './file-host.ts';
import { moveClock, startService } from './running-service.ts';
import { seeded } from './seeded.ts';

export interface KilledImporting {
  /** How often the new plan stood when the service was killed; the other times the old one did. */
  readonly taken: number;
  /** Whatever was neither the one nor the other, or did not come right afterwards. */
  readonly wrong: readonly string[];
}

/** Two places far from each other in the plan, so that a half would be seen. */
function planOf(cycle: number): { file: Buffer; content: PlanContent } {
  const input = demoInputWith(
    [['burdenCapMinutes'], 20 + cycle],
    [['indicators', 'i10', 'target', 'value'], 100 + cycle],
  );
  const checked = checkPlan(input);
  if ('faults' in checked) throw new TypeError(JSON.stringify(checked.faults));
  return { file: Buffer.from(JSON.stringify(input)), content: checked.plan };
}

/**
 * The administrator puts one plan after another in force, in the middle of a round, and each time the service is
 * killed (`kill -9`) while it does. It starts again on the same store, and the same file is dropped once more.
 */
export async function killWhileImporting(kills: number, seed: number): Promise<KilledImporting> {
  const random = seeded(seed);
  const host = await FileHost.start();
  let world = await startDemoWorld({ ownProcess: true });
  await moveClock(world.service, '2026-09-02T09:00:00+02:00');
  const wrong: string[] = [];
  let taken = 0;
  for (let cycle = 1; cycle <= kills; cycle++) {
    const { file, content } = planOf(cycle);
    const url = host.keep('plan.json', file);
    const before = await inForce(world);
    await confirmAndKill(world, await dropped(world, url), random() * 30);
    const after = await inForce(world);
    const isNew = after === planHash(content);
    if (isNew) taken += 1;
    else if (after !== before) wrong.push(`${cycle}: neither the old plan nor the new one is in force`);

    world = await startAgain(world);
    const card = await dropped(world, url);
    if (isNew && !textOf(card).includes('Den planen gäller redan')) wrong.push(`${cycle}: ${textOf(card)}`);
    if (!isNew) await confirm(world, card);
    if ((await inForce(world)) !== planHash(content)) wrong.push(`${cycle}: the second import did not do it`);
    wrong.push(...(await incomplete(world, cycle)));
  }
  return { taken, wrong };
}

/** Of the content as it is read, so that a plan that is there in part has another. */
function inForce(world: DemoWorld): Promise<string> {
  return inStore(world, async (store) => planHash((await currentPlan(store, demoTenant))!.content));
}

/** The versions one after another, each once; and the open round is brought to the newest of them. */
async function incomplete(world: DemoWorld, cycle: number): Promise<string[]> {
  await moveClock(world.service, '2026-09-02T09:00:00+02:00');
  return inStore(world, async (store) => {
    const history = await Array.fromAsync(planHistory(store, demoTenant));
    const newest = history[0]!;
    const caps = history.map(({ content }) => content?.burdenCapMinutes);
    const rounds = (await allRounds(store, demoTenant)).filter(({ state }) => state === 'open');
    return [
      ...(new Set(caps).size === caps.length && caps.length === cycle + 1 ? [] : [`versions ${caps.join()}`]),
      ...(rounds.every(({ planVersion }) => planVersion === newest.version)
        ? []
        : ['the round has an old plan']),
      ...(rounds.length > 0 ? [] : ['no round is open']),
    ].map((what) => `${cycle}: ${what}`);
  });
}

async function dropped(world: DemoWorld, file: { name: string; url: string }): Promise<Card> {
  const turn = await world.people.utredare.drops(file);
  return turn.updates.at(-1)?.card ?? turn.card!;
}

function confirm(world: DemoWorld, preview: Card) {
  const { token } = actionsIn(preview)[0]!.data!;
  return world.people.utredare.presses('plan/confirm', { token, decision: 'KF 2026-09-02 § 1' }, preview);
}

async function confirmAndKill(world: DemoWorld, preview: Card, afterMs: number): Promise<void> {
  const pressed = confirm(world, preview).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await world.service.kill();
  await pressed;
}

async function startAgain(world: DemoWorld): Promise<DemoWorld> {
  const service = await startService({ ownProcess: true, store: world.service.store });
  world.teams.connectTo(service.url);
  return { ...world, service };
}
