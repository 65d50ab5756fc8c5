import type { Card } from '../../src/base/messenger.ts';
import { actionsIn, inputsIn } from '../../test/support/card-form.ts';
import type { FakePerson } from '../../test/support/fake-person.ts';
import type { Turn } from '../../test/support/fake-teams.ts';
import { titleOf } from '../tools/municipality.ts';
import type { Ledger } from './ledger.ts';
import type { Town } from './town.ts';

/** A simulated manager: acts, one thing at a time as people do, and records what Roder promised. */
export class Resident {
  readonly person: FakePerson;
  readonly #town: Town;
  readonly #ledger: Ledger;
  readonly #random: () => number;
  #busy: Promise<unknown> = Promise.resolve();
  #sentences = 0;

  constructor(town: Town, number: number, { ledger, random }: { ledger: Ledger; random: () => number }) {
    this.person = town.people[number]!;
    this.#town = town;
    this.#ledger = ledger;
    this.#random = random;
  }

  /** Performs one random act. An act cut short by a lost connection counts as cut off, not as a violation. */
  act(): Promise<unknown> {
    const chosen = pick(this.#random, acts);
    this.#busy = this.#busy.then(() => this.#try(chosen));
    return this.#busy;
  }

  async #try(name: (typeof acts)[number]): Promise<void> {
    try {
      await this[name]();
      this.#ledger.count(name);
    } catch (error) {
      const { message } = error as Error;
      if (/^(fetch failed|terminated)$/u.test(message)) this.#ledger.count('cut off');
      else this.#ledger.violated(`${name}: ${message}`);
    }
  }

  /** Answers until the receipt, or gives up after a few steps; changes a report that has already been submitted. */
  async answers(): Promise<void> {
    const steps = this.#random() < 0.7 ? 20 : 1 + Math.floor(this.#random() * 3);
    let card = await this.#cardToAnswer();
    const typed = new Map<string, string>();
    for (let step = 0; card && step < steps; step++) {
      const buttons = actionsIn(card);
      const button =
        buttons.find(({ verb }) => onwards.includes(verb ?? '')) ??
        (step === 0 ? buttons.find(({ verb }) => verb === 'answer/change') : undefined);
      if (!button) return;
      const [verb, about] = [button.verb!, button.data as Record<string, string>];
      const values = this.#valuesFor(card, `${about.assignment}`);
      if (values.ownWords) typed.set(`${about.assignment}`, values.ownWords);
      const turn = await this.#checked(this.person.fill(card, values).press(button.title!));
      this.#learn(verb, about, { values, turn, typed });
      card = turn.card;
    }
  }

  async asks(): Promise<void> {
    const number = 1 + Math.floor(this.#random() * this.#town.people.length);
    await this.#spoken(this.person.says(`hur går det med ${titleOf(number)}?`));
  }

  async speaks(): Promise<void> {
    const words = [
      'hjälp',
      'mina svar',
      'svara',
      'vad är nytt?',
      'jag är tillbaka',
      'inställningar',
      'å🙂\u202e',
    ];
    await this.#spoken(this.person.says(pick(this.#random, words)));
  }

  /**
   * Presses a random other button on the latest card (later, away, not me, why), then buttons on the cards that follow.
   */
  async fiddles(): Promise<void> {
    let card = this.#town.teams.cardsIn(this.person.conversationId).at(-1);
    for (let step = 0; card && step < 3; step++) {
      const buttons = actionsIn(card).filter(
        ({ verb, title }) => verb && title && !/submit|export/u.test(verb),
      );
      if (buttons.length === 0) return;
      const { title, tooltip, data } = pick(this.#random, buttons);
      // Every input is sent along and replaces the earlier text, so no earlier text is promised any more.
      this.#ledger.typed.delete(String(data?.ask));
      const turn = await this.#checked(
        this.person.fill(card, this.#valuesFor(card, '')).press(tooltip ?? title!),
      );
      card = turn.card;
    }
  }

  /** Uninstalls the app, and reinstalls it at once or later. */
  async leaves(): Promise<void> {
    await this.#spoken(this.person.uninstall());
    if (this.#random() < 0.5) await this.#spoken(this.person.install());
  }

  async returns(): Promise<void> {
    if (this.person.conversation.presence !== 'installed') await this.#spoken(this.person.install());
  }

  async #cardToAnswer(): Promise<Card | undefined> {
    const turn = await this.#spoken(this.person.says('svara'));
    return turn.card && actionsIn(turn.card).some(({ verb }) => verb?.startsWith('answer/'))
      ? turn.card
      : undefined;
  }

  /** A button must be answered with 200; a lost connection throws. */
  async #checked(turn: Promise<Turn>): Promise<Turn> {
    const { status, ...rest } = await turn;
    if (status !== 200) this.#ledger.violated(`A button was answered with ${status}.`);
    return { status, ...rest };
  }

  /** A message cannot be answered while Teams accepts none: Roder then returns 500, and Teams may retry. */
  async #spoken(turn: Promise<Turn>): Promise<Turn> {
    const { status, ...rest } = await turn;
    if (status === 500) this.#ledger.count('replies that Teams did not take');
    else if (status !== 200) this.#ledger.violated(`A message was answered with ${status}.`);
    return { status, ...rest };
  }

  #valuesFor(card: Card, assignment: string): Record<string, string> {
    const values = inputsIn(card).map(({ id, choices, type, isRequired }) => {
      if (id === 'ownWords') return [id, this.#sentence(assignment)];
      if (id.startsWith('reading-')) return [id, String(Math.round(this.#random() * 1000) / 10)];
      if (choices?.length) return [id, pick(this.#random, choices)];
      if (type === 'Input.Date') return [id, this.#town.now.add({ hours: 72 }).toString().slice(0, 10)];
      return [id, isRequired ? 'Ja.' : ''];
    });
    return Object.fromEntries(values) as Record<string, string>;
  }

  #sentence(assignment: string): string {
    this.#sentences += 1;
    return `Ord ${this.person.member.aadObjectId.slice(-3)}-${this.#sentences} om ${assignment}`;
  }

  /** A receipt is a promise, and so is the next card after a step. Any other answer promises nothing. */
  #learn(
    verb: string,
    about: Record<string, string>,
    { values, turn, typed }: { values: Record<string, string>; turn: Turn; typed: Map<string, string> },
  ): void {
    const { ask = '', assignment = '' } = about;
    const next = actionsIn(turn.card ?? { type: 'AdaptiveCard' }).map((one) => one.verb);
    if (verb === 'answer/next' && values.ownWords) {
      this.#ledger.typed.delete(ask);
      const wasTaken =
        turn.card && !isSameStep(turn.card, about) && next.some((one) => one?.startsWith('answer/'));
      if (wasTaken) this.#ledger.typed.set(ask, { assignmentId: assignment, words: values.ownWords });
      else typed.delete(assignment);
    }
    if (verb !== 'answer/submit') return;
    if (!turn.card || !JSON.stringify(turn.card).includes('Ditt svar är inskickat')) return;
    this.#ledger.count('receipts');
    this.#ledger.typed.delete(ask);
    for (const [assignmentId, words] of typed) this.#ledger.submitted.push({ assignmentId, words });
  }
}

const onwards = ['answer/next', 'answer/submit', 'answer/settle'];
const acts = [
  'answers',
  'answers',
  'answers',
  'asks',
  'speaks',
  'fiddles',
  'fiddles',
  'leaves',
  'returns',
] as const;

function isSameStep(card: Card, about: Record<string, string>): boolean {
  const next = actionsIn(card).find(({ verb }) => verb === 'answer/next')?.data as
    | Record<string, string>
    | undefined;
  return next?.assignment === about.assignment;
}

export function pick<T>(random: () => number, all: readonly T[]): T {
  return all[Math.floor(random() * all.length)]!;
}
