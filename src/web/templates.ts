import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

/** Pages are templates in `pages/`, so that one can be changed without touching code. What is written in them is escaped. */
const eta = new Eta({
  views: fileURLToPath(new URL('../../pages/', import.meta.url)),
  autoEscape: true,
  cache: true,
  autoTrim: ['nl', false],
});

/** A filled-in template. What it writes out is escaped; what `it.said` says is besides kept from breaking in a day. */
export function render(name: string, data: object): string {
  return eta.render(`./${name}`, { ...data, said: saidHtml });
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return /[&<>"']/u.test(text) ? text.replaceAll(/[&<>"']/gu, (mark) => marks[mark]!) : text;
}

/** Text as HTML shows it, where a line that is full does not end within `2026-09-10` or between `§` and its number. */
export function saidHtml(text: string): string {
  const html = escapeHtml(text);
  // Most texts have neither, and a page has many of them.
  if (!html.includes('-') && !html.includes('§')) return html;
  return html.replaceAll(/\d{4}-\d\d-\d\d(?: § ?\d+)?|§ \d+/gu, '<span class="whole">$&</span>');
}
