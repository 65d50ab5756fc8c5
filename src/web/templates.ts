import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

/** Pages are templates in `pages/`, so that one can be changed without touching code. What is written in them is escaped. */
const eta = new Eta({
  views: fileURLToPath(new URL('../../pages/', import.meta.url)),
  autoEscape: true,
  cache: true,
  autoTrim: ['nl', false],
});

/** A filled-in template. */
export function render(name: string, data: object): string {
  return eta.render(`./${name}`, data);
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
  return text.replaceAll(/[&<>"']/gu, (mark) => marks[mark]!);
}
