import { demoTenant } from '../../src/config.ts';
import { drafts } from '../../src/reports/draft.ts';
import { type Report, reports } from '../../src/reports/report.ts';
import { supportRequests } from '../../src/support-requests/support-request.ts';
import { AtCard, inStore, openInterim } from './answering.ts';
import type { DemoWorld } from './demo-world.ts';
import { startService } from './running-service.ts';
import { seeded } from './seeded.ts';

export interface KilledAnswering {
  readonly kills: number;
  /** How many of them came while a step was on its way, and how many of those had been answered all the same. */
  readonly during: number;
  /** Everything that was acknowledged and is not there, or not whole. */
  readonly lost: readonly string[];
}

interface Step {
  readonly title: string;
  readonly values: Readonly<Record<string, string>>;
}

/** One whole change of an answer: what is typed names the cycle, so that each is known again. */
function stepsOf(cycle: number): Step[] {
  const readings = { 'reading-i14': '60', 'reading-i12': '90', 'reading-i13': `7${cycle % 10}` };
  const help = { helpWhat: `Stöd ${cycle}`, helpFrom: 'samhallsbyggnadschef' };
  const change = { title: 'Ändra: Äldreomsorg', values: {} };
  return [
    change,
    { title: 'Nästa', values: { status: 'deviation', ownWords: `Ord ${cycle}` } },
    change,
    { title: 'Nästa', values: { ...readings, ...help, 'aspect-social': `Socialt ${cycle}` } },
    { title: 'Skicka in', values: {} },
  ];
}

/**
 * A person changes their answer again and again, and every time the service is killed once: between two steps,
 * or while one is on its way. It starts again on the same store, and the person goes on with the card they have.
 */
export async function killWhileAnswering(kills: number, seed: number): Promise<KilledAnswering> {
  const random = seeded(seed);
  let world = await openInterim({ ownProcess: true });
  const person = new AtCard(world, world.people.socialchef);
  await person.press('Svara');
  await person.press('Jag vill ha hjälp');
  await person.press('Något nytt om ekonomi, miljö eller människor?', { helpWhat: 'Stöd.' });
  await person.press('Nästa', { ownWords: 'Ord.', 'aspect-social': 'Socialt.' });
  await person.press('Nästa');
  await person.press('Skicka in');
  const lost: string[] = [];
  let during = 0;
  for (let cycle = 1; cycle <= kills; cycle++) {
    const killedAt = cycle % stepsOf(cycle).length;
    for (const [index, step] of stepsOf(cycle).entries()) {
      if (index === killedAt) {
        if (random() < 0.7) {
          during += 1;
          await pressAndKill(world, person, step, random() * 25);
        } else await world.service.kill();
        lost.push(...(await missing(world, cycle, index)));
        world = await startAgain(world);
      }
      await person.press(step.title, fitting(person, step.values));
    }
    lost.push(...(await missing(world, cycle, stepsOf(cycle).length)));
  }
  lost.push(...(await doubles(world)));
  return { kills, during, lost };
}

/** Nobody knows whether a step that was cut off was taken: the same button is pressed again. */
async function pressAndKill(world: DemoWorld, person: AtCard, step: Step, afterMs: number): Promise<void> {
  const card = person.card;
  const pressed = person.press(step.title, fitting(person, step.values)).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await world.service.kill();
  await pressed;
  person.card = card;
}

async function startAgain(world: DemoWorld): Promise<DemoWorld> {
  const service = await startService({ ownProcess: true, store: world.service.store });
  world.teams.connectTo(service.url);
  return { ...world, service };
}

/** A card that asks something else already has other inputs; then there is nothing to type. */
function fitting(person: AtCard, values: Step['values']): Record<string, string> {
  const there = person.values;
  return Object.fromEntries(Object.entries(values).filter(([id]) => id in there));
}

/** What had been acknowledged before the step: in the draft until it is sent in, from then on in the report. */
function missing(world: DemoWorld, cycle: number, taken: number): Promise<string[]> {
  return inStore(world, async (store) => {
    const report = await reports(store).get(demoTenant, '2026-D:gu2');
    const typed = (await Array.fromAsync(drafts(store).all(demoTenant)))[0]?.parts.gu2;
    const sentIn = report.revisions.at(-1)!.answers.judgement?.ownWords;
    const lost = (what: string) => `cycle ${cycle}, step ${taken}: ${what}`;
    const earlier = wholeUpTo(report, taken === 5 || sentIn === `Ord ${cycle}` ? cycle : cycle - 1);
    if (sentIn === `Ord ${cycle}` || taken < 2) return earlier.map(lost);
    return [
      ...earlier.map(lost),
      ...(typed?.ownWords === `Ord ${cycle}` ? [] : [lost(`own words are ${typed?.ownWords}`)]),
      ...(taken < 4 || typed?.helpWhat === `Stöd ${cycle}` ? [] : [lost(`help is ${typed?.helpWhat}`)]),
      ...(taken < 4 || typed?.aspects?.social === `Socialt ${cycle}` ? [] : [lost('the social aspect')]),
    ];
  });
}

/** Every change that was sent in is one revision, with all of its parts. */
function wholeUpTo({ revisions }: Report, cycle: number): string[] {
  return Array.from({ length: cycle }, (_, index) => index + 1).flatMap((number) => {
    const of = revisions.filter(({ answers }) => answers.judgement?.ownWords === `Ord ${number}`);
    const [one] = of;
    const social = one?.answers.aspects?.social;
    const whole = one?.answers.judgement?.help?.what === `Stöd ${number}` && social?.kind === 'words';
    const value = one?.answers.readings?.i13;
    const read = value !== undefined && 'value' in value && value.value === Number(`7${number % 10}`);
    return of.length === 1 && whole && read
      ? []
      : [`answer ${number} is there ${of.length} times, or in part`];
  });
}

/** What followed from it: each wish is one, and whoever it names was never asked more than three times. */
function doubles(world: DemoWorld): Promise<string[]> {
  return inStore(world, async (store) => {
    const { wishes } = await supportRequests(store).get(demoTenant, '2026-D:gu2');
    const asked = wishes.reduce((sum, wish) => Math.max(sum, wish.asked.length), 0);
    return asked > 3 ? [`asked ${asked} times`] : [];
  });
}
