import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Card } from '../../src/base/messenger.ts';
import { actions } from '../../src/bot/card-actions.ts';
import { demoInputWith } from '../plan/demo-plan.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, inputsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, leadershipChannel, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import type { Turn } from '../support/fake-teams.ts';
import { FileHost } from '../support/file-host.ts';
import { moveClock } from '../support/running-service.ts';
import { withoutThread } from '../support/teams-conversations.ts';
import { type KeptCard, shapeOf } from './kept-cards.ts';

/**
 * `node test/upgrades/keep-version.ts 0.1.0`: some days in Sjövik by the service as it is, and what they leave
 * behind: the database and every card with buttons, one of each shape; and its code as committed. The README says when
 * it is run. A second word is the folder to keep them in, instead of this one.
 */

type Role = KeptCard['person'];

class Days {
  readonly world: DemoWorld;
  readonly #shown = new Map<Role, Card>();
  /** By shape; a later card takes the place of an earlier one, so that it is about what still goes on. */
  readonly #kept = new Map<string, KeptCard>();

  constructor(world: DemoWorld) {
    this.world = world;
  }

  get cards(): KeptCard[] {
    return [...this.#kept.values()];
  }

  moveTo(day: string): Promise<unknown> {
    return moveClock(this.world.service, `${day}+02:00`);
  }

  /** What the Socialchef is asked in a round. */
  ask(round: string): string {
    return `${round}:${this.world.people.socialchef.member.aadObjectId}`;
  }

  async says(role: Role, text: string): Promise<Card> {
    return this.#look(role, await this.#person(role).says(text));
  }

  async asksInChannel(role: Role, text: string): Promise<void> {
    const turn = await this.world.leadership.mention(this.#person(role), text);
    if (turn.card) this.#keep(role, turn.card);
  }

  /** The latest message with these words, once it has come. */
  async meets(role: Role, words: string): Promise<Card> {
    const { teams } = this.world;
    const card = await teams.until(() =>
      teams.cardsIn(this.#person(role).conversationId).findLast((one) => textOf(one).includes(words)),
    );
    this.#keep(role, card);
    this.#shown.set(role, card);
    return card;
  }

  async press(role: Role, title: string, values: Record<string, string> = {}): Promise<Card> {
    const turn = await this.#person(role).fill(this.#shown.get(role)!, values).press(title);
    return this.#look(role, turn);
  }

  /** Presses without going there: what it shows is kept, and the card stays. */
  async peek(role: Role, card: Card, verb: string, data: object): Promise<Card | undefined> {
    const turn = await this.#person(role).presses(verb, { ...data }, card);
    if (turn.card) this.#keep(role, turn.card);
    return turn.card;
  }

  /** Through the steps of an answer as somebody without much to say, to the one with these words. */
  async answerTo(role: Role, words: string, values: Record<string, string> = {}): Promise<void> {
    for (let card = this.#shown.get(role)!; !textOf(card).includes(words); ) {
      const typed = inputsIn(card).map((input) => [input.id, values[input.id] ?? plain(input)] as const);
      card = await this.press(role, 'Nästa', Object.fromEntries(typed));
    }
  }

  /** What only shows, pressed on every kept card until nothing of a new shape comes. */
  async lookAround(): Promise<void> {
    const looked = new Set<string>();
    for (let found = 1; found > 0; ) {
      const before = this.#kept.size;
      for (const { person, card } of this.cards) {
        for (const { verb = '', data = {} } of actionsIn(card)) {
          const key = JSON.stringify([person, verb, data]);
          if (!onlyShows.has(verb) || looked.has(key)) continue;
          looked.add(key);
          await this.peek(person, card, verb, data);
        }
      }
      found = this.#kept.size - before;
    }
  }

  /** Every message as it looks now, beside what was shown to whoever pressed. */
  keepMessages(): void {
    for (const role of Object.keys(this.world.people) as Role[]) {
      for (const card of this.world.teams.cardsIn(this.#person(role).conversationId)) this.#keep(role, card);
    }
    for (const card of this.world.teams.cardsIn(leadershipChannel)) this.#keep('kommundirektor', card);
  }

  #look(role: Role, turn: Turn): Card {
    const card = turn.card ?? turn.replies.at(-1)?.card;
    if (turn.status !== 200 || !card) throw new TypeError(`${role} got ${JSON.stringify(turn.body)}`);
    this.#keep(role, card);
    this.#shown.set(role, card);
    return card;
  }

  #keep(person: Role, card: Card): void {
    const { conversations } = this.world.teams;
    const place = conversations.placeOf(card);
    if (!place || actionsIn(card).every(({ verb }) => !verb)) return;
    const isMessage = conversations.messages(place.conversationId).some((one) => one.card === card);
    const where =
      withoutThread(place.conversationId) === leadershipChannel ? 'in the channel' : 'in the chat';
    const verbs = new Set(actionsIn(card).flatMap(({ verb, data }) => (verb ? [label(verb, data)] : [])));
    const name = `${person} ${where}: ${[...verbs].join(', ')}`;
    const shape = `${where} ${isMessage} ${shapeOf(card)}`;
    this.#kept.delete(shape);
    this.#kept.set(shape, { name, person, place, isMessage, card });
  }

  #person(role: Role): FakePerson {
    return this.world.people[role];
  }
}

const onlyShows = new Set([
  ...['summaries/view', 'questions/show', 'questions/status', 'support/open', 'support/more', 'support/list'],
  ...['support/later', 'reminders/why', 'reminders/later', 'reminders/away', 'reminders/not-me'],
  ...[
    'reminders/settings',
    'rounds/coming',
    'rounds/unanswered',
    'plan/menu',
    'plan/change',
    'plan/versions',
  ],
  ...['plan/version', 'plan/preview', 'exports/choose', 'following/list', 'help/show', 'answer/history'],
  ...['answer/receipt', 'people/own-data', 'rounds/postpone', 'rounds/cancel'],
]);

function label(
  verb: string,
  { step, choice, path }: NonNullable<ReturnType<typeof actionsIn>[number]['data']> = {},
) {
  const what = step ?? choice ?? path;
  return what === undefined ? verb : `${verb} ${what}`;
}

function plain({ id, value }: ReturnType<typeof inputsIn>[number]): string {
  const [kind = ''] = id.split('-');
  const plainest: Readonly<Record<string, string>> = {
    status: 'on_track',
    forecast: 'expected',
    ownWords: 'Vi följer planen.',
    reading: '80',
    milestone: 'not_yet',
  };
  return value || (plainest[kind] ?? '');
}

/** The demo's plan with two short rounds more and another target, so that there are two versions of it. */
function secondPlan(): Buffer {
  const round = (id: string, name: string, [opens, due, closes]: readonly string[]) => ({
    id,
    kind: 'adhoc',
    name: { sv: name, en: name },
    opens,
    due,
    closes,
    covers: { from: '2026-08-01', to: '2026-08-31' },
  });
  return Buffer.from(
    JSON.stringify(
      demoInputWith(
        [['decision'], 'Kommunfullmäktige 2026-08-31 § 90 (påhittat)'],
        [
          ['periods', '2026-S'],
          round('2026-S', 'Lägesbild augusti', ['2026-09-02', '2026-09-03', '2026-09-04']),
        ],
        [
          ['periods', '2026-K'],
          round('2026-K', 'Kompletta bilden', ['2026-09-04', '2026-09-25', '2026-10-09']),
        ],
        [['indicators', 'i12', 'target'], { op: '>=', value: 93 }],
      ),
    ),
  );
}

const asked = [
  'hur går det med äldreomsorgen?',
  'hur går det?',
  'vilka behöver hjälp?',
  'vem ansvarar för äldreomsorgen?',
  'vad betyder avvikelse?',
  'väntetid',
  'när är nästa omgång?',
  'vad ändrades?',
  'exportera delår 2026',
  'vilka har inte svarat?',
  'mina svar',
  'vad följer jag?',
  'mina uppgifter',
  'vad har du skickat till mig?',
  'vem når du inte?',
  'exportera delår 2026 som csv',
];

/** The afternoon before: the plan becomes version 2. */
async function changePlan(days: Days): Promise<void> {
  const { people } = days.world;
  const host = await FileHost.start();
  for (const role of Object.keys(people) as Role[]) await days.says(role, 'hjälp');
  const menu = await days.says('utredare', 'ändra planen');
  for (const kind of ['assignment', 'target', 'owner', 'holder']) {
    const chosen = (await days.peek('utredare', menu, 'plan/change', { kind }))!;
    const subject = inputsIn(chosen).find(({ id }) => id === 'subject')?.choices?.[0];
    if (subject) await days.peek('utredare', chosen, 'plan/choose', { kind, subject });
  }
  const target = { kind: 'target', subject: 'i10', value: '45', decision: 'KS 2026-08-31 § 1' };
  await days.peek('utredare', menu, 'plan/change-look', target);
  const dropped = await people.utredare.drops(host.keep('plan.json', secondPlan()));
  if (!dropped.updates.at(-1)?.card) throw new TypeError('The plan was not read.');
  await days.meets('utredare', 'Inför planen');
  await days.press('utredare', 'plan/confirm', { decision: 'Kommunfullmäktige 2026-08-31 § 90 (påhittat)' });
  await days.says('utredare', 'planens versioner');
  await days.says('utredare', 'nästa omgång');
  await days.says('kommundirektor', 'följ äldreomsorgen');
  await days.says('kommundirektor', 'inställningar');
  await days.press('kommundirektor', 'reminders/settings-save', {
    hour: '09:30',
    weekday: 'any',
    language: 'sv',
  });
}

/** The interim round opens; one sends in, and wants support. */
async function openInterim(days: Days): Promise<void> {
  await days.moveTo('2026-09-01T10:00:00');
  await days.meets('socialchef', 'Nu börjar');
  await days.press('socialchef', 'reminders/later');
  await days.press('socialchef', 'I morgon, ons 2 sep 08:00');
  await days.says('socialchef', 'svara');
  await days.answerTo('socialchef', 'Vad behöver du, och av vem?', {
    status: 'deviation',
    ownWords: 'Väntetiden växer.',
  });
  const help = { helpFrom: 'samhallsbyggnadschef' };
  await days.press('socialchef', 'Nästa', { helpWhat: 'Tidigarelägg etapp 2.', ...help });
  await days.answerTo('socialchef', 'uppdrag 2 av 2');
  await days.press('socialchef', 'Nästa', {
    status: 'deviation',
    forecast: 'uncertain',
    ownWords: 'Utredaren slutar.',
  });
  await days.press('socialchef', 'Nästa', { helpWhat: 'Låna ut ett kontor.', ...help });
  await days.answerTo('socialchef', 'Så här ser det ut');
  const sent = await days.press('socialchef', 'answer/submit');
  await days.meets('samhallsbyggnadschef', 'frågor om stöd');
  // One wish is taken back and made again; one answer is changed, so that it has versions.
  const shoes = { ask: days.ask('2026-D'), assignment: 'pu4' };
  const withdrawn = (await days.peek('socialchef', sent, 'answer/help-withdraw', shoes))!;
  await days.peek('socialchef', withdrawn, 'answer/help-restore', shoes);
  await days.peek('socialchef', sent, 'answer/change', shoes);
  await days.press('socialchef', 'Ändra: Utred fria arbetsskor och arbetskläder i vård och omsorg');
  await days.answerTo('socialchef', 'Så här ser det ut', { ownWords: 'Utredaren slutar i oktober.' });
  await days.press('socialchef', 'answer/submit');
  await days.press('samhallsbyggnadschef', 'Svara: Äldreomsorg');
  await days.press('samhallsbyggnadschef', 'Svara', { words: 'Ja, i november.' });
}

/** Answers half done: at a step in the middle, and among the milestones. One is sent in. */
async function answerHalf(days: Days): Promise<void> {
  await days.says('hrChef', 'svara');
  await days.press('hrChef', 'Nästa', { status: 'on_track', ownWords: 'Trygghetsenkäten gick upp.' });
  await days.press('hrChef', 'Tillbaka');
  await days.says('hrChef', 'svara');
  await days.says('samhallsbyggnadschef', 'svara');
  await days.answerTo('samhallsbyggnadschef', 'ilstol', { ownWords: 'Vi bygger.' });
  await days.says('kommundirektor', 'svara');
  await days.answerTo('kommundirektor', 'Vad behöver du, och av vem?', {
    status: 'paused',
    ownWords: 'Väntar på budget.',
  });
  await days.press('kommundirektor', 'Nästa', { helpWhat: 'Ett samtal om lokaler.', helpFrom: 'socialchef' });
  await days.answerTo('kommundirektor', 'Så här ser det ut');
  await days.press('kommundirektor', 'answer/submit');
  await days.meets('socialchef', 'önskar stöd av dig');
  await days.press('socialchef', 'Svara', { words: 'Ring mig på torsdag.' });
}

/** What people ask, in the chat and in leadership's channel. */
async function ask(days: Days): Promise<void> {
  for (const text of asked) {
    await days.says('kommundirektor', text);
  }
  for (const text of ['vem har exporterat?', 'skjut upp omgång']) await days.says('utredare', text);
  await days.press('utredare', 'rounds/postpone-look', {
    round: '2026-D',
    day: '2026-09-22',
    words: 'Mer tid.',
  });
  await days.says('utredare', 'ställ in omgång');
  await days.press('utredare', 'rounds/cancel-look', { round: '2026-D', words: '' });
  await days.asksInChannel('kommundirektor', 'hur går det med äldreomsorgen?');
  await days.asksInChannel('kommundirektor', 'vilka behöver hjälp?');
}

/** The short round opens, is answered by one and closes; the answer is being corrected. */
async function closeRound(days: Days): Promise<void> {
  await days.moveTo('2026-09-02T10:00:00');
  await days.meets('socialchef', 'Lägesbild augusti');
  await days.press('socialchef', 'answer/same');
  await days.answerTo('socialchef', 'Så här ser det ut');
  await days.press('socialchef', 'answer/submit');
  const early = await days.says('socialchef', 'mina svar');
  await days.moveTo('2026-09-07T10:00:00');

  const receipt = (await days.peek('socialchef', early, 'answer/receipt', { ask: days.ask('2026-S') }))!;
  await days.peek('socialchef', receipt, 'answer/correct', { ask: days.ask('2026-S'), assignment: 'gu2' });
  const preview = (await days.peek('socialchef', receipt, 'answer/preview', { ask: days.ask('2026-S') }))!;
  await days.peek('socialchef', preview, 'answer/change', {
    ask: days.ask('2026-S'),
    assignment: 'gu2',
    reason: 'Fel siffra.',
  });
  await days.peek('socialchef', preview, 'answer/preview', { ask: days.ask('2026-S') });
}

/** Two answer the same in the third round, it is moved, and one says it is not for them. */
async function goOn(days: Days): Promise<void> {
  const { teams, people } = days.world;
  await days.meets('socialchef', 'Kompletta bilden');
  await days.press('socialchef', 'Svara');
  await days.answerTo('socialchef', 'Så här ser det ut', { ownWords: 'Mina egna ord.' });
  const away = await days.says('socialchef', 'jag är borta');
  await days.press('socialchef', 'reminders/away-set', { returns: '2026-09-30' });
  await days.meets('hrChef', 'ber dig svara i stället');
  const deputy = await teams.until(() =>
    actionsIn(teams.cardsIn(people.hrChef.conversationId).at(-1)!).find(
      ({ data }) => data?.ask === days.ask('2026-K'),
    ),
  );
  await days.press('hrChef', deputy.title!);
  await days.answerTo('hrChef', 'Så här ser det ut', { status: 'paused', ownWords: 'Ersättarens ord.' });
  await days.press('hrChef', 'answer/submit');
  await days.says('socialchef', 'jag är tillbaka');
  await days.peek('socialchef', away, 'answer/submit', { ask: days.ask('2026-K') });

  await days.says('utredare', 'skjut upp omgång');
  const moved = { round: '2026-K', day: '2026-09-29', words: 'Mer tid.' };
  await days.press('utredare', 'rounds/postpone-look', moved);
  await days.press('utredare', 'rounds/postpone-do');

  await days.meets('hrChef', 'Nu börjar uppföljningen Kompletta bilden');
  await days.press('hrChef', 'reminders/not-me');
  await days.press('hrChef', 'reminders/not-me-send', { role: 'socialchef', words: 'Socialtjänsten.' });
  await days.meets('utredare', 'säger att frågan är någon annans');
  await days.moveTo('2026-09-08T12:00:00');
}

const [version = '', within] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/u.test(version))
  throw new TypeError('Which version is this? node test/upgrades/keep-version.ts 0.1.0');
const folder = within ? join(within, version) : fileURLToPath(new URL(version, import.meta.url));
const days = new Days(await startDemoWorld());
for (const part of [changePlan, openInterim, answerHalf, ask, closeRound, goOn]) await part(days);
days.keepMessages();
await days.lookAround();
// What was asked for is done, so that nothing is under way in what is kept.
await days.moveTo('2026-09-08T13:00:00');
await days.world.service.stop();

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const database = join(folder, 'roder.db');
const store = new DatabaseSync(days.world.service.store);
store.exec(`VACUUM INTO '${database}'`);
store.close();
writeFileSync(
  join(folder, 'cards.json'),
  `[\n${days.cards.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`,
);
const code = join(folder, 'code.tgz');
execFileSync('git', ['archive', '-o', code, 'HEAD', 'src', 'cards', 'demo', 'package.json']);
const pressed = new Set(days.cards.flatMap(({ card }) => actionsIn(card).map(({ verb }) => verb)));
console.log(`${days.cards.length} cards, ${statSync(database).size} bytes of database.`);
console.log(
  `On no card: ${Object.keys(actions)
    .filter((verb) => !pressed.has(verb))
    .join(', ')}`,
);
await endAll();
