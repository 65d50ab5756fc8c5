import type { Request, Response, Server } from 'restify';
import { readWork } from '../answers/work.ts';
import { asError, codeOf } from '../base/errors.ts';
import { parsedJson } from '../base/json.ts';
import { runCardAction } from '../bot/card-actions.ts';
import { moveOf } from '../bot/features/answers.ts';
import { translator } from '../language/language.ts';
import { pages } from '../permissions/entrances.ts';
import { maxPlanBytes } from '../plan/read-plan-file.ts';
import { addAssets } from './assets.ts';
import { assignmentPage } from './assignment-page.ts';
import { inputsOf, pressed, typedIn } from './card-html.ts';
import type { PageContent } from './content.ts';
import { type FormBody, readForm } from './form-body.ts';
import { isOwnPost } from './guards.ts';
import { indicatorPage } from './indicator-page.ts';
import { links, ownPage } from './links.ts';
import { askPage, minePage } from './mine-page.ts';
import { operationsPage } from './operations-page.ts';
import { planFilePage, planPage, versionsPage } from './plan-page.ts';
import { roundPage, roundsPage } from './round-page.ts';
import { redirect, sendOpenPage, sendPage } from './send-page.ts';
import { changeSession, formToken, isFormToken } from './sessions.ts';
import { addSignIn, refuse } from './sign-in.ts';
import {
  languageOfBrowser,
  may,
  type PlannedVisit,
  readVisit,
  type Visit,
  type WebOptions,
} from './visit.ts';
import { listPage, wholePage } from './whole-page.ts';

/** Undefined: there is no such page, or nothing that this visitor may know of. */
type MakePage = (visit: PlannedVisit) => Promise<PageContent | undefined>;

/** What is read. Who may is the table of permissions' to say (`pages` in `permissions/entrances.ts`), by the same name. */
export const readPages: Readonly<
  Record<keyof typeof pages & string, readonly [path: string, make: MakePage]>
> = {
  whole: ['/app', wholePage],
  list: ['/app/lists/:view', listPage],
  'list-of-one': ['/app/lists/:view/:of', listPage],
  assignment: ['/app/assignments/:id', assignmentPage],
  indicator: ['/app/indicators/:id', indicatorPage],
  rounds: ['/app/rounds', roundsPage],
  round: ['/app/rounds/:id', roundPage],
  mine: ['/app/mine', minePage],
  ask: ['/app/mine/asks/:ask', askPage],
  plan: ['/app/plan', planPage],
  versions: ['/app/plan/versions', versionsPage],
  operations: ['/app/operations', operationsPage],
};

interface Via {
  readonly request: Request;
  readonly response: Response;
}

/**
 * The pages, under `/app`: one more door to the same use cases and the same read model as the chat. Nothing here decides
 * who may do what, and nothing reads or writes but what a turn in the chat would.
 */
export function addPages(server: Server, options: WebOptions): void {
  addAssets(server);
  addSignIn(server, options);
  for (const [name, [path, make]] of Object.entries(readPages)) {
    const answer = async (request: Request, response: Response) =>
      guarded(options, { request, response }, () => show(options, { request, response }, name, make));
    server.get(path, answer);
    if (path === '/app') server.get('/app/', answer);
  }
  addPosts(server, options);
}

async function show(options: WebOptions, via: Via, name: string, make: MakePage): Promise<void> {
  const visit = await readVisit(options, via.request);
  if (!visit) return toStart(via);
  if (isTooFast(options, via, visit)) return;
  const planned = plannedFor(options, via, visit, name);
  if (!planned) return;
  const content = await make(planned);
  sendPage(options, via, visit, content ?? notThere(visit));
}

/** To sign in, and then back here. */
function toStart({ request, response }: Via): void {
  const query = request.getQuery();
  redirect(response, links.start(ownPage(query ? `${request.path()}?${query}` : request.path())), 302);
}

/** The visit where the table lets this person in; else they have been told why not. */
function plannedFor(options: WebOptions, via: Via, visit: Visit, name: string): PlannedVisit | undefined {
  const { t, turn, reader } = visit;
  const { plan } = turn;
  if (!plan || !reader) {
    sendPage(options, via, visit, notice(t('web.noPlanTitle'), t('question.noPlan')));
    return undefined;
  }
  const { deed, by } = pages[name] ?? {};
  if (deed && by === 'whole' && !may(visit, deed)) {
    sendPage(options, via, visit, { ...notice(t('web.refused.title'), t(whyNot(deed))), status: 403 });
    return undefined;
  }
  return { ...visit, plan, reader };
}

function whyNot(deed: string): string {
  if (deed === 'people/read') return 'unanswered.notYours';
  return deed === 'plan/change' ? 'planChange.refused.not-yours' : 'question.notForYou';
}

function notice(title: string, text: string): PageContent {
  return { title, template: 'notice', data: { text } };
}

function notThere({ t }: Visit): PageContent {
  const data = { text: t('web.notThere'), href: links.whole(), link: t('web.whole.title') };
  return { title: t('web.notThereTitle'), template: 'notice', data, status: 404 };
}

function isTooFast(options: WebOptions, via: Via, visit: Visit): boolean {
  const { tenantId, personId } = visit.turn.actor;
  if (options.allows(tenantId, personId)) return false;
  const { t } = visit;
  sendPage(options, via, visit, { ...notice(t('web.tooFastTitle'), t('notice.tooFast')), status: 429 });
  return true;
}

/** What goes wrong inside is for the log; whoever waits gets a sentence, and what they have written. */
async function guarded(
  options: WebOptions,
  via: Via,
  work: () => Promise<void>,
  written: () => FormBody | undefined = () => undefined,
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const error = asError(thrown);
    const code = codeOf(error);
    const facts = { event: 'page-failed', code, error: error.message, stack: error.stack };
    options.ports.log.error(facts, 'A page was not made.');
    if (via.response.headersSent) return void via.response.destroy();
    const language = languageOfBrowser(via.request);
    const t = translator(language);
    const title = t('web.failedTitle');
    const body = written();
    const typed = body ? typedIn(body.fields) : [];
    const again = body && { action: via.request.path(), fields: [...body.fields] };
    const content =
      typed.length > 0
        ? { title, template: 'card', data: { typed, typedText: t('web.failedTyped'), again } }
        : notice(title, t('web.failed'));
    sendOpenPage(options, via, language, { ...content, status: code === 'store-unavailable' ? 503 : 500 });
  }
}

/** A form that is of this site, of somebody who is signed in, and of this very session. */
interface Post extends FormBody {
  readonly visit: Visit;
}

/** A form that a page of this site sent; undefined where the sender has been told why it is not taken. */
async function readOwnForm(
  options: WebOptions,
  via: Via,
  maxFileBytes: number,
): Promise<FormBody | undefined> {
  const { request, response } = via;
  if (!isOwnPost(request, options.ports.publicUrl?.())) {
    refuse(options, request, response, 403);
    return undefined;
  }
  const body = await readForm(request, maxFileBytes);
  if ('refused' in body) {
    refuse(options, request, response, body.refused);
    return undefined;
  }
  return body;
}

async function postOf(options: WebOptions, via: Via, body: FormBody): Promise<Post | undefined> {
  const { request } = via;
  const visit = await readVisit(options, request);
  if (!visit) {
    sendLost(options, via, body);
    return undefined;
  }
  if (isTooFast(options, via, visit)) return undefined;
  if (isFormToken(visit.cookie, body.fields.get('token') ?? '')) return { ...body, visit };
  // Written before one signed in anew: the same person looks once more, and sends it themselves.
  const again = againOf(request, body, visit);
  const { t } = visit;
  const data = { typed: typedIn(body.fields), typedText: t('web.typed.look'), again };
  sendPage(options, via, visit, { title: t('web.typed.againTitle'), template: 'card', data, status: 409 });
  return undefined;
}

/** The same form once more, with all that was in it. */
function againOf(request: Request, { fields }: FormBody, visit?: Visit) {
  const kept = [...fields].filter(([name]) => name !== 'token');
  const token: [string, string][] = visit ? [['token', formToken(visit.cookie)]] : [];
  return { action: request.path(), fields: [...kept, ...token] };
}

/** The session has ended: what was written stands on the page, and goes along when one has signed in. */
function sendLost(options: WebOptions, via: Via, body: FormBody): void {
  const language = languageOfBrowser(via.request);
  const t = translator(language);
  sendOpenPage(options, via, language, {
    title: t('web.lost.title'),
    template: 'lost',
    data: {
      typed: typedIn(body.fields),
      again: againOf(via.request, body),
      href: links.start('/app/'),
    },
    status: 401,
    runsScript: options.signIn !== undefined,
  });
}

function addPosts(server: Server, options: WebOptions): void {
  const post = (path: string, act: (posted: Post, via: Via) => Promise<void>, maxFileBytes = 0) =>
    server.post(path, async (request: Request, response: Response) => {
      const via = { request, response };
      let body: FormBody | undefined;
      const work = async () => {
        body = await readOwnForm(options, via, maxFileBytes);
        const posted = body && (await postOf(options, via, body));
        if (posted) await act(posted, via);
      };
      return guarded(options, via, work, () => body);
    });
  post('/app/press', (posted, via) => press(options, posted, via));
  post('/app/language', async ({ visit, fields }, { request, response }) => {
    const language = fields.get('language') === 'en' ? 'en' : 'sv';
    await changeSession(options.ports, visit.session, { language });
    const from = URL.parse(String(request.headers.referer ?? ''));
    redirect(response, ownPage(from ? `${from.pathname}${from.search}` : undefined));
  });
  post('/app/operations', async ({ visit, fields }, via) => {
    const planned = plannedFor(options, via, visit, 'operations');
    if (planned) sendPage(options, via, visit, await operationsPage(planned, fields.get('words')));
  });
  post(
    '/app/plan/file',
    async ({ visit, file }, via) => {
      const planned = plannedFor(options, via, visit, 'plan-file');
      if (planned) sendPage(options, via, visit, await planFilePage(planned, file));
    },
    maxPlanBytes,
  );
}

/** A button of a card, as it would be pressed in the chat; the page becomes what the card becomes. */
async function press(options: WebOptions, { visit, fields }: Post, via: Via): Promise<void> {
  const { ports, turn, t } = visit;
  const parsed = pressed.safeParse(parsedJson(fields.get('press') ?? ''));
  if (!parsed.success) return refuse(options, via.request, via.response, 400);
  const { verb, data } = parsed.data;
  const inputs = inputsOf(parsed.data, fields);
  const result = await runCardAction(ports, turn, { action: { verb, data: { ...data, ...inputs } } });
  if (result.workIsDue) options.workIsDue();
  const typed = typedIn(fields);
  const title = t(titles.get(verb.split('/')[0]!) ?? 'web.card.title');
  if (!result.card) {
    const again = typed.length > 0 ? againOf(via.request, { fields }, visit) : undefined;
    const kept = { typed, typedText: t('web.typed.here'), again };
    return sendPage(options, via, visit, { title, template: 'card', data: kept, alert: result.text });
  }
  const isDone = result.forEverybody !== undefined || result.workIsDue === true;
  const isKept =
    isDone || typed.length === 0 || (await isKeptIn(visit, { verb, data, card: result.card, typed }));
  sendPage(options, via, visit, {
    title,
    template: 'card',
    data: { card: result.card, typed: isKept ? [] : typed, typedText: t('web.typed.notKept') },
    unfolded: verb === 'answer/unfold' ? fields : undefined,
    alert: result.text,
  });
}

/** By the first part of what was pressed, which a form may say anything of. */
const titles: ReadonlyMap<string, string> = new Map([
  ['answer', 'web.mine.answer'],
  ['plan', 'web.plan.change'],
  ['exports', 'web.card.export'],
  ['support', 'web.card.support'],
]);

/** What somebody wrote to be sent in: where it is neither on the card nor in their draft, they get it back. */
const written = /^(?:answer\/|support\/reply$|reminders\/not-me-send$)/u;

async function isKeptIn(
  { ports, turn }: Visit,
  {
    verb,
    data,
    card,
    typed,
  }: {
    readonly verb: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly card: object;
    readonly typed: readonly string[];
  },
): Promise<boolean> {
  if (!written.test(verb)) return true;
  const isIn = (place: unknown) => {
    const text = JSON.stringify(place ?? {});
    return typed.every((one) => text.includes(JSON.stringify(one).slice(1, -1)));
  };
  if (isIn(card)) return true;
  if (!verb.startsWith('answer/') || typeof data.ask !== 'string') return false;
  const work = await readWork(ports, moveOf(turn, data.ask));
  return !('refused' in work) && isIn(work.draft);
}
