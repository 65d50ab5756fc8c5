import * as z from 'zod/v4';
import { escapeHtml as e, saidHtml } from './templates.ts';

/**
 * A card as a page has it: the same words, inputs and buttons, as a form. What Teams draws (`cards/`, filled in by the
 * features) is drawn here with the elements that browsers and screen readers know, so that what can be done in the chat
 * can be done on a page, and is written once.
 */
export interface CardOptions {
  /** What the form brings beside its inputs. */
  readonly hidden: Readonly<Record<string, string>>;
  /** The inputs of a form that has just unfolded: whoever asked for more goes on in the first that is new. */
  readonly unfolded?: ReadonlyMap<string, string>;
  /** Text that was made inert for cards' Markdown is read back; a part that is no finished card has none of that. */
  readonly isFinished?: boolean;
}

interface Element {
  readonly type?: string;
  readonly [field: string]: unknown;
}

/** What the form's buttons press: sent back as it is, and judged as what a card in Teams brings. */
export const pressed = z.object({
  verb: z.string().max(100),
  data: z.record(z.string().max(100), z.unknown()).default({}),
});

/** Inputs' names, so that none is taken for anything else of the form: what is typed, and what is chosen. */
const [typedPrefix, chosenPrefix] = ['typed.', 'chosen.'];

/** A whole card as a form that is pressed. */
export function cardForm(card: object, { hidden, unfolded, isFinished = true }: CardOptions): string {
  const { body = [], actions = [] } = card as { body?: Element[]; actions?: Element[] };
  const drawing = new Drawing(body, isFinished, unfolded);
  const buttons = drawing.actions(actions);
  const first = actions.find(({ type }) => type === 'Action.Execute');
  const fields = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${e(name)}" value="${e(value)}">`,
  );
  // What Enter presses is a form's first button: let it be the card's own.
  const enter = first
    ? `<button class="unseen" tabindex="-1" aria-hidden="true" name="press" value="${e(pressOf(first))}">·</button>`
    : '';
  return `<form class="card" method="post" action="/app/press">${fields.join('')}${enter}${drawing.items(body)}${buttons}</form>`;
}

/** A part of a card that is only read. */
export function blockHtml(block: object | readonly object[], isFinished = false): string {
  const items = (Array.isArray(block) ? block : [block]) as Element[];
  return `<div class="card">${new Drawing(items, isFinished).items(items)}</div>`;
}

/** Text that was made inert for cards' Markdown, as it was. */
function plain(text: string): string {
  return text.replaceAll(/\\([\\*_`[\]<>~#|+\-.)])/gu, '$1');
}

function pressOf({ verb, data }: Element): string {
  return JSON.stringify({ verb, data: data ?? {} });
}

class Drawing {
  readonly #unfolds = new Map<string, string>();
  readonly #isFinished: boolean;
  readonly #unfolded: ReadonlyMap<string, string> | undefined;
  #level = 1;
  #count = 0;
  #hasFocus = false;

  constructor(body: readonly Element[], isFinished: boolean, unfolded?: ReadonlyMap<string, string>) {
    this.#isFinished = isFinished;
    this.#unfolded = unfolded;
    collectUnfolds(body, this.#unfolds);
  }

  items(elements: readonly Element[]): string {
    const about: About = {};
    return elements.map((one) => this.#element(one, about)).join('');
  }

  actions(actions: readonly Element[]): string {
    const buttons = actions.map((one) => this.#action(one)).filter(Boolean);
    return buttons.length > 0 ? `<div class="actions">${buttons.join('')}</div>` : '';
  }

  #element(element: Element, about: About): string {
    switch (element.type) {
      case 'TextBlock':
        return this.#text(element, about);
      case 'RichTextBlock':
        return this.#runs(element);
      case 'Container':
        return this.#container(element);
      case 'ColumnSet':
        return `<div class="columns">${listOf(element.columns)
          .map(
            (one) => `<div class="${one.width === 'stretch' ? 'wide' : 'narrow'}">${this.#within(one)}</div>`,
          )
          .join('')}</div>`;
      case 'FactSet':
        return `<dl>${listOf(element.facts)
          .map(({ title, value }) => `<dt>${this.#said(title)}</dt><dd>${this.#said(value)}</dd>`)
          .join('')}</dl>`;
      case 'Table':
        return this.#table(element);
      case 'ActionSet':
        return this.actions(listOf(element.actions));
      case 'Input.Text':
      case 'Input.Date':
      case 'Input.ChoiceSet':
      case 'Input.Toggle':
        return this.#input(element, about);
      default:
        // A chart of Teams' brings the same facts as a table.
        return element.fallback && typeof element.fallback === 'object'
          ? this.#element(element.fallback as Element, about)
          : '';
    }
  }

  #said(text: unknown): string {
    return saidHtml(this.#plain(text));
  }

  #plain(text: unknown): string {
    const words = String(text ?? '');
    return this.#isFinished ? plain(words) : words;
  }

  #text({ text, style, size, weight, color, isSubtle }: Element, about: About): string {
    const words = this.#said(text);
    if (words === '') return '';
    if (style === 'heading') {
      this.#level = Math.min(size === 'Large' ? 2 : 3, this.#level + 1);
      return `<h${this.#level}>${words}</h${this.#level}>`;
    }
    const classes = [
      isSubtle || size === 'Small' ? 'subtle' : '',
      weight === 'Bolder' ? 'strong' : '',
      color && color !== 'Default' ? `is-${String(color).toLowerCase()}` : '',
    ].filter(Boolean);
    if (color === 'Attention' || color === 'Warning') {
      about.remark = `remark-${++this.#count}`;
      about.isFault = color === 'Attention';
      return `<p id="${about.remark}" class="${classes.join(' ')}">${words}</p>`;
    }
    return `<p${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}>${words}</p>`;
  }

  #runs({ inlines }: Element): string {
    const runs = listOf(inlines).map(({ text, italic, weight }) => {
      const words = e(String(text ?? ''));
      if (italic) return `<q>${words.replaceAll(/^[”“"]|[”“"]$/gu, '')}</q>`;
      return weight === 'Bolder' ? `<strong>${words}</strong>` : words;
    });
    return `<p>${runs.join('')}</p>`;
  }

  #container(element: Element): string {
    const { id, isVisible, style, separator } = element;
    const inner = this.#within(element);
    const unfold = isVisible === false ? this.#unfolds.get(String(id)) : undefined;
    if (unfold) return `<details><summary>${this.#said(unfold)}</summary>${inner}</details>`;
    const classes = [style === 'emphasis' ? 'box' : '', separator ? 'apart' : ''].filter(Boolean);
    return `<div${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}>${inner}</div>`;
  }

  /** What is within, and a button for what pressing all of it would do. */
  #within({ items, selectAction }: Element): string {
    const press = selectAction ? this.actions([selectAction as Element]) : '';
    return `${this.items(listOf(items))}${press}`;
  }

  #table({ rows }: Element): string {
    const drawn = listOf(rows).map(({ cells }, index) => {
      const texts = listOf(cells).map((cell) =>
        listOf(cell.items)
          .map(({ text }) => this.#said(text))
          .join(' '),
      );
      const cell = (text: string) => (index === 0 ? `<th scope="col">${text}</th>` : `<td>${text}</td>`);
      return `<tr>${texts.map(cell).join('')}</tr>`;
    });
    return `<table class="small"><thead>${drawn[0] ?? ''}</thead><tbody>${drawn.slice(1).join('')}</tbody></table>`;
  }

  #action(action: Element): string {
    const { type, title, tooltip, style, url } = action;
    if (type === 'Action.OpenUrl')
      return `<a class="button" href="${e(safeUrl(url))}" rel="noreferrer">${e(String(title ?? ''))}</a>`;
    if (type !== 'Action.Execute') return '';
    const more = tooltip && tooltip !== title ? String(tooltip) : '';
    // What is heard begins with what is seen; what says something else stands beside it.
    const label = more && ` ${more.includes(String(title)) ? 'aria-label' : 'title'}="${e(more)}"`;
    const kind = style === 'positive' ? ' class="primary"' : '';
    return `<button${kind} name="press" value="${e(pressOf(action))}"${label}>${e(String(title ?? tooltip ?? ''))}</button>`;
  }

  #input(element: Element, about: About): string {
    const { type, value, placeholder, label, title, isMultiline } = element;
    const isTyped = type === 'Input.Text' || type === 'Input.Date';
    const name = `${isTyped ? typedPrefix : chosenPrefix}${String(element.id)}`;
    const id = `${name}-${++this.#count}`;
    const described = about.remark ? ` aria-describedby="${about.remark}"` : '';
    const wrong = about.isFault ? ' aria-invalid="true"' : '';
    // Of a choice that is made by no input of its own nothing is brought, whether it was there or not.
    const isChoice = type === 'Input.ChoiceSet' && element.style === 'expanded';
    const focus = this.#focus(isChoice ? undefined : name, about);
    const named = `id="${e(id)}" name="${e(name)}"${described}${wrong}${focus}`;
    const text = String(value ?? '');
    const hint = placeholder ? ` placeholder="${e(String(placeholder))}"` : '';
    const heading = `<label for="${e(id)}">${this.#said(label)}</label>`;
    if (type === 'Input.Toggle')
      return `<input type="hidden" name="${e(name)}" value="false"><div class="choice"><input type="checkbox" ${named} value="true"${text === 'true' ? ' checked' : ''}><label for="${e(id)}">${this.#said(title)}</label></div>`;
    if (type === 'Input.Date') return `${heading}<input type="date" ${named} value="${e(text)}">`;
    if (type === 'Input.ChoiceSet')
      return this.#choices(element, { name, id, named, text, heading, described, focus });
    return isMultiline
      ? `${heading}<textarea ${named} rows="4"${hint}>${e(`\n${text}`)}</textarea>`
      : `${heading}<input type="text" ${named} value="${e(text)}"${hint} autocomplete="off">`;
  }

  /** A page begins at its top: one that has something to be mended or asked about, or has unfolded, begins there. */
  #focus(name: string | undefined, { remark }: About): string {
    const isNew = name !== undefined && this.#unfolded?.has(name) === false;
    const isHere = remark !== undefined || isNew;
    if (this.#hasFocus || !isHere) return '';
    this.#hasFocus = true;
    return ' autofocus';
  }

  #choices(
    { choices, style, placeholder, label }: Element,
    given: Readonly<Record<'name' | 'id' | 'named' | 'text' | 'heading' | 'described' | 'focus', string>>,
  ): string {
    const { name, id, named, text, heading, described, focus } = given;
    const all = listOf(choices).map((one) => ({
      value: String(one.value ?? ''),
      title: String(one.title ?? ''),
    }));
    if (style === 'expanded') {
      const radios = all.map(({ value, title }, index) => {
        const own = `${id}-${index}`;
        const chosen = value === text ? ' checked' : '';
        return `<div class="choice"><input type="radio" id="${e(own)}" name="${e(name)}" value="${e(value)}"${chosen}${described}${index === 0 ? focus : ''}><label for="${e(own)}">${this.#said(title)}</label></div>`;
      });
      return `<fieldset><legend>${this.#said(label)}</legend>${radios.join('')}</fieldset>`;
    }
    const options = all.map(
      ({ value, title }) =>
        `<option value="${e(value)}"${value === text ? ' selected' : ''}>${e(this.#plain(title))}</option>`,
    );
    const none = `<option value="">${e(String(placeholder ?? ''))}</option>`;
    return `${heading}<select ${named}>${none}${options.join('')}</select>`;
  }
}

/** What is said of the input that follows: that it is wrong, or only whether it can be right. */
interface About {
  remark?: string;
  isFault?: boolean;
}

function listOf(value: unknown): Element[] {
  return Array.isArray(value)
    ? (value.filter((one) => typeof one === 'object' && one !== null) as Element[])
    : [];
}

/** By what they unfold: what a button that shows and hides is called. */
function collectUnfolds(node: unknown, found: Map<string, string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, title, targetElements } = node as Element;
  if (type === 'Action.ToggleVisibility' && Array.isArray(targetElements))
    for (const target of targetElements)
      found.set(String((target as Element).elementId ?? target), String(title));
  for (const part of Object.values(node)) collectUnfolds(part, found);
}

function safeUrl(url: unknown): string {
  const parsed = URL.parse(String(url));
  return parsed && /^https?:$/u.test(parsed.protocol) ? parsed.href : '#';
}

/** Every input that a card's button names, as the form brought it: what is named and not brought was left empty. */
export function inputsOf(
  { data }: z.output<typeof pressed>,
  fields: ReadonlyMap<string, string>,
): Record<string, string> {
  const { inputs } = data;
  if (typeof inputs !== 'string') return {};
  const ids = inputs.split(' ').filter(Boolean);
  const brought = (id: string) =>
    fields.get(`${typedPrefix}${id}`) ?? fields.get(`${chosenPrefix}${id}`) ?? '';
  return Object.fromEntries(ids.map((id) => [id, brought(id)]));
}

/** What the person has written in a form, whatever became of it. */
export function typedIn(fields: ReadonlyMap<string, string>): string[] {
  return [...fields].flatMap(([name, value]) =>
    name.startsWith(typedPrefix) && value.trim() !== '' ? [value.trim()] : [],
  );
}
