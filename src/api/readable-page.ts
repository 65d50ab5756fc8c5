import { type Language, translator } from '../language/language.ts';
import { operations } from './operations.ts';
import { problemCodes } from './problem.ts';

/** The description for people, without style, script or anything from another host. */
export function readablePage(language: Language): string {
  const t = translator(language);
  const rows = operations.map(({ method, path, summary, right, query, body }) => [
    `<code>${method.toUpperCase()} /api/v1${escaped(path)}</code>`,
    escaped(summary),
    Object.keys({ ...query.shape, ...body?.shape })
      .map((name) => `<code>${name}</code>`)
      .join(' '),
    t(`api.page.${right}`),
  ]);
  const facts = { expected: '…', field: '…', given: '…', what: '…' };
  const problems = problemCodes.map((code) => [
    `<code id="${code}">${code}</code>`,
    escaped(t(`api.problem.${code}.title`)),
    escaped(t(`api.problem.${code}.detail`, facts)),
  ]);
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Roder API</title>
<h1>Roder API</h1>
<p>${t('api.page.intro')} <a href="/api/v1/openapi.json">openapi.json</a></p>
<h2>${t('api.page.operations')}</h2>
${table([t('api.page.request'), t('api.page.what'), t('api.page.fields'), t('api.page.who')], rows)}
<h2>${t('api.page.problems')}</h2>
${table([t('api.page.code'), t('api.page.meaning'), t('api.page.detail')], problems)}
</html>
`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((one) => `<th scope="col">${one}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`);
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
