import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'restify';
import { type Language, translator } from '../language/language.ts';
import { beginningOf } from '../language/render-card.ts';
import type { Reader } from '../reports/reader.ts';
import { acceptsGzip, assetLink } from './assets.ts';
import { cardForm } from './card-html.ts';
import type { PageContent } from './content.ts';
import { setPageHeaders } from './guards.ts';
import { links } from './links.ts';
import { formToken } from './sessions.ts';
import { render } from './templates.ts';
import { may, type Visit, type WebOptions } from './visit.ts';

/** The pages in the order they are found in; which of them a visitor finds is the table of permissions' to say. */
const navigation = [
  { name: 'whole', href: links.whole(), deed: 'report/read' },
  { name: 'rounds', href: links.rounds, deed: 'round/read' },
  { name: 'mine', href: links.mine, deed: undefined },
  { name: 'plan', href: links.plan, deed: 'plan/read' },
  { name: 'operations', href: links.operations, deed: 'people/read' },
] as const;

/** A page for somebody who is signed in. */
export function sendPage(
  options: WebOptions,
  { request, response }: { readonly request: Request; readonly response: Response },
  visit: Visit,
  content: PageContent,
): void {
  const { t, turn, reader, session } = visit;
  const { plan, language } = turn;
  const token = formToken(visit.cookie);
  const path = request.path();
  const shared = {
    t,
    language,
    token,
    form: (card: object) => cardForm(card, { hidden: { token }, unfolded: content.unfolded }),
    ...content.data,
  };
  const nav = navigation
    .filter(({ deed }) => deed === undefined || may(visit, deed))
    .map(({ name, href }) => ({
      text: t(`web.nav.${name}`),
      href,
      isHere: href === '/app/' ? path === '/app/' || path === '/app' : path.startsWith(href),
    }));
  const source =
    content.source && plan
      ? t(`web.source.${content.source}`, {
          version: plan.version,
          moment: reader!.moment(visit.ports.clock.now()),
        })
      : '';
  // In Teams, which said its theme: the page follows when the theme changes.
  const runsScript = session.theme !== undefined;
  const { card } = content.data as { readonly card?: object };
  const html = layout({
    t,
    language,
    theme: session.theme,
    title: content.title,
    // What a press led to is what a screen reader says first.
    about: card && beginningOf(card),
    organisation: plan ? reader!.say(plan.content.organisation.name) : '',
    nav,
    alert: content.alert,
    body: render(content.template, shared),
    source,
    token,
    demo: options.signIn ? undefined : demoBar(visit),
    isSignedIn: true,
    scripts: runsScript ? [assetLink('teams.js'), assetLink('start.js')] : [],
  });
  send({ request, response }, html, { status: content.status ?? 200, isDemo: !options.signIn, runsScript });
}

/** A page for nobody in particular: where one signs in, or is told why not. */
export function sendOpenPage(
  options: WebOptions,
  { request, response }: { readonly request: Request; readonly response: Response },
  language: Language,
  content: PageContent & { readonly runsScript?: boolean },
): void {
  const t = translator(language);
  const html = layout({
    t,
    language,
    title: content.title,
    organisation: '',
    nav: [],
    body: render(content.template, { t, language, ...content.data }),
    source: '',
    scripts: content.runsScript ? [assetLink('teams.js'), assetLink('start.js')] : [],
  });
  const { runsScript = false, status = 200 } = content;
  send({ request, response }, html, { status, isDemo: !options.signIn, runsScript });
}

function layout(data: object): string {
  return render('layout', {
    css: assetLink('roder.css'),
    icon: assetLink('roder.svg'),
    ...data,
  });
}

/** In the demo nobody signs in: who sits here picks who to be. */
function demoBar({ turn, t, reader }: Visit) {
  const people = demoPeople(reader).map((one) => ({ ...one, isChosen: one.id === turn.actor.personId }));
  return { label: t('web.demo.pick'), people };
}

/** By their roles, since a plan has no names; nobody where there is no plan. */
export function demoPeople(reader: Reader | undefined) {
  return (reader?.plan.content.persons ?? []).flatMap(({ id, roles }) =>
    id ? [{ id, name: reader!.join(roles.map(reader!.roleName)) }] : [],
  );
}

/** Takes little more than half as long as the usual 6, and a page becomes a seventh larger. */
const zipLevel = 2;

function send(
  { request, response }: { readonly request: Request; readonly response: Response },
  html: string,
  { status, ...rules }: { status: number; isDemo: boolean; runsScript?: boolean },
): void {
  setPageHeaders(response, rules);
  // What a form became has no address to go back to: it is the browser's own to keep, until somebody signs out.
  if (request.method === 'POST') response.setHeader('Cache-Control', 'private, no-cache');
  const isZipped = acceptsGzip(request);
  const body = isZipped ? gzipSync(html, { level: zipLevel }) : Buffer.from(html);
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    Vary: 'Accept-Encoding',
    ...(isZipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(body);
}

/** To another page; after a form with 303, so that going back does not send it again. */
export function redirect(response: Response, to: string, status = 303): void {
  response.writeHead(status, { Location: to });
  response.end();
}
