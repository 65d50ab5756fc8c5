import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { Request as HttpRequest, Response as HttpResponse } from 'restify';
import * as z from 'zod/v4';
import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import {
  type AnsweredQuestion,
  type Asker,
  answerButton,
  answerWritten,
  isQuestion,
  noPlanCard,
} from '../conversation/answer-question.ts';
import { askedOf, understandWritten } from '../conversation/ask.ts';
import { subjectsNamed } from '../conversation/find-subjects.ts';
import type { Understood } from '../conversation/meaning.ts';
import { wholeCard } from '../conversation/whole-answer.ts';
import { formatMoment } from '../language/dates.ts';
import { type Language, say, translator } from '../language/language.ts';
import { languageOf, persons } from '../people/person.ts';
import { mayDo } from '../permissions/may-do.ts';
import { nearest } from '../plan/nearest.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { inquiryOf, may, openedRounds } from '../questions/inquiry.ts';
import { roundCard } from '../questions/round-answer.ts';
import { roundsAsked } from '../questions/round-asked.ts';
import { cardText } from './card-text.ts';

/**
 * An MCP endpoint, streamable HTTP without sessions: tools that only read, for the same questions as the chat, with the
 * asking person's own rights. Every answer says where it is from and when it was read; one that cannot be given says
 * what to ask instead.
 */
export async function answerAgent(
  ports: Ports,
  actor: Actor,
  { request, response, body }: { request: HttpRequest; response: HttpResponse; body: unknown },
): Promise<void> {
  const server = serverFor(ports, actor);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const names = ['accept', 'content-type', 'mcp-protocol-version'];
  const headers = names.flatMap((name): [string, string][] => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const asked = new Request('http://roder/api/mcp', { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await transport.handleRequest(asked, { parsedBody: body });
  const text = await answer.text();
  response.writeHead(answer.status, {
    'Content-Type': answer.headers.get('content-type') ?? 'application/json',
  });
  response.end(text);
  await server.close();
}

const understood = z
  .object({
    intent: z.string().describe('What kind of question it was taken for.'),
    subjects: z.array(z.string()).describe('Ids of what it is about.'),
    period: z.object({ from: z.string(), to: z.string() }).nullable(),
    outcome: z.enum(['answered', 'asked-back', 'declined']),
  })
  .describe('What the question was taken to be: if that is not what was meant, ask in other words.');
const language = z.enum(['sv', 'en']).optional().describe("Of the answer; absent: the person's own.");
const readOnly = { readOnlyHint: true, openWorldHint: false };

function serverFor(ports: Ports, actor: Actor): McpServer {
  const server = new McpServer(
    { name: 'roder', version: '1' },
    {
      instructions:
        'Roder knows what a Swedish municipality has been asked to do (assignments), how it goes, and what is measured (indicators). Ask it instead of guessing: every answer is from what was reported and decided, and says who said it, when, and when it was read. Repeat that source. Names may be given in Swedish or English as people say them, or as ids.',
    },
  );
  const answering = (given: { language?: Language | undefined }, make: (asked: AskedOf) => Promise<Told>) =>
    answer(ports, actor, given.language, make);
  server.registerTool(
    'whole',
    {
      title: 'The whole',
      description:
        'How the whole organisation stands in the latest round: how many assignments are on track or off track, what support is requested, which targets are met. Start here when no assignment or indicator is named.',
      inputSchema: { language },
      annotations: readOnly,
    },
    (given) => answering(given, async ({ plan, asker }) => wholeCard(inquiryOf(ports, plan, asker))),
  );
  server.registerTool(
    'assignment',
    {
      title: 'An assignment',
      description:
        'How one assignment goes: its latest state, forecast, own words, values and milestones, with who said it and when. An assignment is a standing responsibility (elderly care) or a political decision (a new bathing house).',
      inputSchema: { name: name('The name or id of the assignment, such as "äldreomsorg".'), language },
      annotations: readOnly,
    },
    (given) => answering(given, (asked) => aboutNamed(asked, 'assignment', 'status', given.name)),
  );
  server.registerTool(
    'indicator',
    {
      title: 'An indicator',
      description:
        'The values of one indicator over time with its target, trend, source and, where known, similar municipalities.',
      inputSchema: { name: name('The name or id of the indicator, such as "sjukfrånvaro".'), language },
      annotations: readOnly,
    },
    (given) => answering(given, (asked) => aboutNamed(asked, 'indicator', 'indicator', given.name)),
  );
  server.registerTool(
    'round',
    {
      title: 'A round',
      description:
        'How a round of follow-up stands, in counts and dates: what is answered, when the last day is. Never who has not answered.',
      inputSchema: {
        name: z.string().max(200).optional().describe('Such as "delår 2026"; absent: the one that is on.'),
        language,
      },
      annotations: readOnly,
    },
    (given) => answering(given, (asked) => aboutRound(asked, given.name)),
  );
  server.registerTool(
    'meaning',
    {
      title: 'What a measure means',
      description:
        "The plan's own definition of an indicator: what is counted, in which unit, and what to mind.",
      inputSchema: { name: name('The name or id of the indicator.'), language },
      annotations: readOnly,
    },
    (given) => answering(given, (asked) => aboutNamed(asked, 'indicator', 'meaning', given.name)),
  );
  server.registerTool(
    'ask',
    {
      title: 'A question in plain words',
      description:
        'Any other question about the plan, as one would ask it in the chat, in Swedish or English: who is responsible, what was decided, what is new, what is off track, what support is requested. Ask in one sentence that names what it is about. Where Roder is not sure it says so and names what can be asked.',
      inputSchema: {
        question: z.string().min(1).max(1000),
        earlier: z
          .array(z.string().min(1).max(1000))
          .max(maxEarlier)
          .optional()
          .describe('The questions that this one goes on from ("and last year?"), the oldest first.'),
        language,
      },
      outputSchema: { understood },
      annotations: readOnly,
    },
    (given) =>
      answering(given, async ({ plan, asker }) => {
        const { question, earlier, language: wanted } = given;
        const answer = await answerWritten(ports, { ...asker, plan }, question, { earlier, wanted });
        return isQuestion(answer.understood!) ? answer : { ...answer, ...forChat(answer) };
      }),
  );
  return server;
}

function name(text: string) {
  return z.string().min(1).max(200).describe(text);
}

interface AskedOf {
  readonly ports: Ports;
  readonly plan: Plan;
  readonly asker: Asker & { readonly plan: Plan };
}

/** A card or several as the chat shows them, or why there is none; and, of plain words, what they were taken to be. */
type Told = Card | AnsweredQuestion | { readonly wrong: string; readonly understood?: Understood };

/** As long as anybody goes on from what was said before. */
const maxEarlier = 10;

async function answer(
  ports: Ports,
  actor: Actor,
  wanted: Language | undefined,
  make: (asked: AskedOf) => Promise<Told>,
) {
  const plan = await currentPlan(ports.store, actor.tenantId);
  const record = await persons(ports.store).find(actor.tenantId, actor.personId);
  const language = wanted ?? languageOf(plan, record, actor.personId);
  if (!plan) return failed(cardText(noPlanCard(language)).lines.join('\n'));
  const asker = { actor, where: { kind: 'personal' } as const, language, plan };
  const made = await make({ ports, plan, asker });
  const structured = 'understood' in made ? structuredOf(made.understood as Understood) : {};
  if ('wrong' in made) return { ...failed(made.wrong as string), ...structured };
  const texts = ('cards' in made ? (made.cards as readonly Card[]) : [made as Card]).map(cardText);
  const further = new Set(texts.flatMap((one) => one.further));
  // "Ask" answers in the language of the question.
  const of = 'cards' in made ? (made.language as Language) : language;
  const t = translator(of);
  const moment = formatMoment(ports.clock.now(), plan.content.timeZone, of);
  const text = [
    ...texts.flatMap(({ lines }) => lines),
    ...(further.size > 0 ? [t('api.mcp.further', { titles: [...further].join('; ') })] : []),
    t('api.mcp.read', { moment, version: plan.version }),
  ];
  return { content: [{ type: 'text' as const, text: text.join('\n') }], ...structured };
}

function structuredOf(given: Understood) {
  const { intent, subjects, period, outcome } = askedOf('', given);
  return { structuredContent: { understood: { intent, subjects, period, outcome } } };
}

/** What is to be done, or is talk: the chat's, where it is seen who does it. */
function forChat({ language, understood }: AnsweredQuestion): { readonly wrong: string } {
  const t = translator(language);
  return { wrong: t('api.mcp.forChat', { what: t(`intent.${understood!.intent}`) }) };
}

function failed(text: string) {
  return { content: [{ type: 'text' as const, text }], isError: true };
}

/** Of another time than was asked for it would be answered as surely, and wrongly. */
async function aboutRound({ ports, plan, asker }: AskedOf, given: string | undefined): Promise<Told> {
  if (!given) return roundCard(inquiryOf(ports, plan, asker));
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const understood = understandWritten(given, { plan, today });
  const period = plan.period(given)?.covers ?? understood.period;
  const inquiry = inquiryOf(ports, plan, { ...asker, words: understood.words, period });
  const asked = await roundsAsked(inquiry);
  const opened = await openedRounds(inquiry);
  const isNamed = (id: string) => id === given || inquiry.roundName(id).toLowerCase() === given.toLowerCase();
  // The year has rounds within it; its own may not have opened.
  const own = plan.content.periods.find(({ id }) => isNamed(id));
  const isToCome = own && !opened.some(({ id }) => id === own.id);
  if ((asked?.length && !isToCome) || !may(inquiry, 'round/read')) return roundCard(inquiry);
  const names = opened.map(({ id }) => inquiry.roundName(id)).join('; ');
  return { wrong: inquiry.t('api.mcp.unknownRound', { given, names }) };
}

/** As many names as help somebody on. */
const maxNamed = 40;

async function aboutNamed(
  { ports, plan, asker }: AskedOf,
  type: 'assignment' | 'indicator',
  kind: 'status' | 'indicator' | 'meaning',
  given: string,
): Promise<Told> {
  const { actor, language } = asker;
  const known = type === 'assignment' ? plan.assignment(given) : plan.indicator(given);
  const about = known ? [{ type, id: known.id }] : subjectsNamed(plan, given, { [type]: 1 });
  const [first] = about.filter((one) => one.type === type);
  if (first) return answerButton(ports, asker, { kind, about: [first] });
  const readable =
    type === 'assignment'
      ? plan.assignments
          .filter((assignment) => mayDo(plan, actor, 'report/read', { assignment }))
          .map(({ title }) => say(title, language))
      : plan.content.indicators.map((one) => say(one.name, language));
  // The nearest first, so that the next try is a good one.
  const near = nearest(given, readable);
  const names = [...new Set([...(near ? [near] : []), ...readable])].slice(0, maxNamed).join('; ');
  const key =
    kind === 'meaning' ? 'unknownTerm' : type === 'assignment' ? 'unknownAssignment' : 'unknownIndicator';
  return { wrong: translator(language)(`api.mcp.${key}`, { given, names }) };
}
