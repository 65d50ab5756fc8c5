import { createHmac, randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { RoderError } from '../base/errors.ts';
import { translator } from '../language/language.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { readerOf } from '../reports/reader.ts';
import { readForm } from './form-body.ts';
import { cookieName, isOwnPost, readCookie, setCookie } from './guards.ts';
import { ownPage } from './links.ts';
import { demoPeople, redirect, sendOpenPage } from './send-page.ts';
import { beginSession, endSession, sessionHours, themes } from './sessions.ts';
import { languageOfBrowser, readVisit, type SignedIn, type SignInOptions, type WebOptions } from './visit.ts';

/**
 * The ways in. In Teams: the token that Teams has for the person is sent here by our own script, once. In a browser:
 * Entra's sign-in page, which sends the person's token back as a form (OpenID Connect, without a secret). Either token
 * is judged once and forgotten; what lasts is a session.
 */
export function addSignIn(server: Server, options: WebOptions): void {
  const { signIn } = options;
  server.get('/app/start', async (request: Request, response: Response) => {
    const to = ownPage(new URLSearchParams(request.getQuery()).get('to'));
    await sendStart(options, { request, response }, { to });
  });
  server.get('/app/configure', async (request: Request, response: Response) => {
    const language = languageOfBrowser(request);
    const t = translator(language);
    const data = { name: t('web.whole.title') };
    const page = { title: t('web.start.configureTitle'), template: 'configure', data, runsScript: true };
    sendOpenPage(options, { request, response }, language, page);
  });
  server.post('/app/sign-out', async (request: Request, response: Response) => {
    if (!isOwnPost(request, options.ports.publicUrl?.())) return refuse(options, request, response, 403);
    const visit = await readVisit(options, request);
    request.resume();
    if (visit) await endSession(options.ports, visit.session);
    response.setHeader('Set-Cookie', setCookie(cookieName(!signIn), '', { isDemo: !signIn, maxAge: 0 }));
    response.setHeader('Clear-Site-Data', '"cache"');
    redirect(response, '/app/start?to=/app/');
  });
  if (signIn) addWaysIn(server, options, signIn);
  else addDemoPeople(server, options);
}

function addWaysIn(server: Server, options: WebOptions, signIn: SignInOptions): void {
  server.post('/app/sign-in', async (request: Request, response: Response) =>
    fromTeams(options, signIn, request, response),
  );
  server.get('/app/sign-in/browser', async (request: Request, response: Response) =>
    toEntra(options, signIn, request, response),
  );
  server.post('/app/sign-in/browser', async (request: Request, response: Response) =>
    fromEntra(options, signIn, request, response),
  );
}

/** Where somebody is whom Roder does not know yet: a button, and in Teams a script that does it by itself. */
async function sendStart(
  options: WebOptions,
  via: { readonly request: Request; readonly response: Response },
  { to, status = 200, fault }: { readonly to: string; readonly status?: number; readonly fault?: string },
): Promise<void> {
  const language = languageOfBrowser(via.request);
  const t = translator(language);
  if (!options.signIn) {
    const plan = await currentPlan(options.ports.store, options.tenants[0]!);
    const people = demoPeople(plan && readerOf(plan, language));
    const data = { text: t('web.demo.text'), people, to };
    return sendOpenPage(options, via, language, { title: t('web.demo.pick'), template: 'demo-start', data });
  }
  const href = `/app/sign-in/browser?to=${encodeURIComponent(to)}`;
  sendOpenPage(options, via, language, {
    title: t('web.start.title'),
    template: 'start',
    data: { href, to, fault: fault && t(`web.start.${fault}`) },
    status,
    runsScript: true,
  });
}

async function fromTeams(
  options: WebOptions,
  signIn: SignInOptions,
  request: Request,
  response: Response,
): Promise<void> {
  if (!isOwnPost(request, options.ports.publicUrl?.())) return refuse(options, request, response, 403);
  const body = await readForm(request);
  if ('refused' in body) return void response.send(body.refused, { error: 'not-a-form' });
  const person = await believed(signIn, body.fields.get('token') ?? '');
  if (typeof person === 'string') return void response.send(person === 'away' ? 503 : 401, { error: person });
  const theme = themes.find((one) => one === body.fields.get('theme'));
  await letIn(options, response, { person, theme });
  response.send(204);
}

/** A cookie that lives while somebody is at Entra's page: what comes back is only taken in the browser that went. */
const goingCookie = '__Host-roder-sign-in';
const goingSeconds = 600;

function marksOf(secret: string, to: string) {
  const mark = (what: string) => createHmac('sha256', secret).update(what).digest('base64url');
  return { state: `${mark(`state ${to}`)}.${Buffer.from(to).toString('base64url')}`, nonce: mark('nonce') };
}

function toEntra(
  { ports, tenants }: WebOptions,
  { appId, signInUrl }: SignInOptions,
  request: Request,
  response: Response,
) {
  const to = ownPage(new URLSearchParams(request.getQuery()).get('to'));
  const secret = randomBytes(32).toString('base64url');
  const { state, nonce } = marksOf(secret, to);
  const authority = tenants.length === 1 ? tenants[0] : 'organizations';
  const asked = new URLSearchParams({
    client_id: appId,
    response_type: 'id_token',
    response_mode: 'form_post',
    redirect_uri: `${ports.publicUrl?.()}/app/sign-in/browser`,
    scope: 'openid profile',
    state,
    nonce,
  });
  response.setHeader('Set-Cookie', setCookie(goingCookie, secret, { isDemo: false, maxAge: goingSeconds }));
  redirect(response, `${signInUrl}/${authority}/oauth2/v2.0/authorize?${asked}`, 302);
}

async function fromEntra(
  options: WebOptions,
  signIn: SignInOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const body = await readForm(request);
  const via = { request, response };
  const secret = readCookie(request, goingCookie);
  const given = 'fields' in body ? (body.fields.get('state') ?? '') : '';
  const to = ownPage(Buffer.from(given.split('.')[1] ?? '', 'base64url').toString());
  const { state, nonce } = marksOf(secret, to);
  // Somebody else's answer, or one that comes too late.
  if (!('fields' in body) || secret === '' || given !== state)
    return sendStart(options, via, { to, status: 400, fault: 'again' });
  const person = await believed(signIn, body.fields.get('id_token') ?? '');
  if (person === 'away') return sendStart(options, via, { to, status: 503, fault: 'away' });
  if (person === 'refused' || person.claims.nonce !== nonce)
    return sendStart(options, via, { to, status: 401, fault: 'refused' });
  await letIn(options, response, { person });
  redirect(response, to);
}

/** A program signs in to nothing here. */
async function believed({ verify }: SignInOptions, token: string): Promise<SignedIn | 'refused' | 'away'> {
  try {
    const person = await verify(token);
    return person.isApplication ? 'refused' : person;
  } catch (thrown) {
    if (!(thrown instanceof RoderError)) throw thrown;
    return thrown.code === 'sign-in-away' ? 'away' : 'refused';
  }
}

async function letIn(
  { ports }: WebOptions,
  response: Response,
  { person, theme }: { readonly person: SignedIn; readonly theme?: (typeof themes)[number] | undefined },
): Promise<void> {
  const { tenantId, objectId, claims } = person;
  const principal = [claims.preferred_username, claims.upn].find((one) => typeof one === 'string');
  const cookie = await beginSession(ports, { actor: { tenantId, personId: objectId }, principal, theme });
  const kept = setCookie(cookieName(false), cookie, { isDemo: false, maxAge: sessionHours * 3600 });
  response.setHeader('Set-Cookie', kept);
  ports.log.info({ event: 'signed-in', tenantId }, 'Somebody signed in to the pages.');
}

export function refuse(options: WebOptions, request: Request, response: Response, status: number): void {
  request.resume();
  const language = languageOfBrowser(request);
  const t = translator(language);
  sendOpenPage(options, { request, response }, language, {
    title: t('web.refused.title'),
    template: 'notice',
    data: { text: t(`web.refused.${status === 403 ? 'otherSite' : 'form'}`) },
    status,
  });
}

/** On this machine alone, and never but in the demo. */
function addDemoPeople(server: Server, options: WebOptions): void {
  server.post('/app/demo/person', async (request: Request, response: Response) => {
    if (!isOwnPost(request, undefined)) return refuse(options, request, response, 403);
    const body = await readForm(request);
    const [tenantId] = options.tenants;
    if ('refused' in body || !tenantId) return refuse(options, request, response, 400);
    const personId = (body.fields.get('person') ?? '').slice(0, 100);
    const cookie = await beginSession(options.ports, { actor: { tenantId, personId } });
    const maxAge = 30 * 24 * 3600;
    response.setHeader('Set-Cookie', setCookie(cookieName(true), cookie, { isDemo: true, maxAge }));
    redirect(response, ownPage(body.fields.get('to')));
  });
}
