import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Temporal } from 'temporal-polyfill';
import { askedOf, spokenAfter, understandWritten } from '../../src/conversation/ask.ts';
import type { Spoken } from '../../src/conversation/meaning.ts';
import { mayDo } from '../../src/permissions/may-do.ts';
import type { Plan } from '../../src/plan/plan-index.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { reports, stateOf } from '../../src/reports/report.ts';
import { dayOf, type Line, linesOf, plans, setNames } from '../conversation/measure.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type ApiWorld, openApi } from './api-world.ts';

/** What the held conversations meet as calls of the tool `ask`: by the protocol's own client, over HTTP, with Entra's tokens. */
export interface Held {
  readonly lines: number;
  /** Each a sentence; none is what is wanted. */
  readonly faults: readonly string[];
}

/** `every`: each such conversation of a set; 1 is all of them. */
export async function holdConversations(at: '2026-09-15' | '2026-11-28', every: number): Promise<Held> {
  const others = Object.entries(plans).filter(([name]) => name !== 'sjovik');
  const more = new Map(
    others.map(([name, { content }], index) => {
      const [director, ...rest] = content.persons;
      const persons = [{ id: demoPeople.kommundirektor, roles: director!.roles }, ...rest];
      return [tenantOf(name, index), { ...content, persons }];
    }),
  );
  const world = await openApi({ at: `${at}T10:00:00+02:00`, more });
  const tenants = new Map(others.map(([name], index) => [name, tenantOf(name, index)]));
  const faults: string[] = [];
  let lines = 0;
  for (const set of setNames.filter((one) => `${dayOf(one)}` === at)) {
    const tenantId = tenants.get(set.split('-')[0]!) ?? world.tenantId;
    const plan = (await currentPlan(world.ports.store, tenantId))!;
    const agents = await Promise.all(
      (['kommundirektor', 'hrChef', 'stranger'] as const).map(async (who) => ({
        who,
        ask: await agentOf(world, await world.person(who, tenantId)),
        hidden: await hiddenFrom(world, who === 'stranger' ? '' : demoPeople[who], { tenantId, plan }),
      })),
    );
    const held = conversationsOf(set).filter((_, index) => index % every === 0);
    for (const { text, earlier, understood } of held.flatMap((one) => asInChat(one, dayOf(set), plan))) {
      lines += 1;
      for (const { who, ask, hidden } of agents) {
        const answer = await ask(text, earlier);
        const fault = (what: string) => faults.push(`${set} ${who} “${text}”: ${what}: ${answer.text}`);
        if (JSON.stringify(answer.understood) !== JSON.stringify(understood))
          fault(`is ${JSON.stringify(answer.understood)}, and in the chat ${JSON.stringify(understood)}`);
        const leaked = hidden.find((words) => answer.text.includes(words));
        if (leaked) fault(`tells what this person may not read: “${leaked}”`);
        if (answer.isError ? !saysWhatElse.test(answer.text) : !saysWhence.test(answer.text))
          fault(answer.isError ? 'does not say what to ask instead' : 'does not say where it is from');
      }
    }
  }
  return { lines, faults };
}

const saysWhence = /(?:Läst|Read) \d{1,2} \p{L}+ 2026 \d\d:\d\d\. (?:Styrplan|Plan) version \d+\.$/u;
const saysWhatElse = /Fråga i stället|Ask instead/u;

function tenantOf(name: string, index: number): string {
  return `${name.length}${index}333333-3333-4333-8333-333333333333`.slice(-36);
}

/** Each with the lines that go on from its first. */
function conversationsOf(set: string): Line[][] {
  const all: Line[][] = [];
  for (const line of linesOf(set)) {
    if (line.goesOn) all.at(-1)!.push(line);
    else all.push([line]);
  }
  return all;
}

/** What the chat understands, line by line, and the questions that each goes on from. */
function asInChat(conversation: readonly Line[], today: Temporal.PlainDate, plan: Plan) {
  let before: Spoken | undefined;
  return conversation.map(({ text }, index) => {
    const understood = understandWritten(text, { plan, today, before });
    before = spokenAfter(before, understood);
    const { intent, subjects, period, outcome } = askedOf(text, understood);
    const earlier = conversation.slice(0, index).map((line) => line.text);
    return { text, earlier, understood: { intent, subjects, period, outcome } };
  });
}

/** Own words and wishes of reports that a person may not read. */
async function hiddenFrom(
  { ports }: ApiWorld,
  personId: string,
  { tenantId, plan }: { readonly tenantId: string; readonly plan: Plan },
): Promise<string[]> {
  const actor = { tenantId, personId };
  const all = await Array.fromAsync(reports(ports.store).all(tenantId));
  return all.flatMap((report) => {
    const assignment = plan.assignment(report.assignmentId);
    const { judgement, aspects } = stateOf(report);
    const told = Object.values(aspects?.answer ?? {}).flatMap((one) =>
      one.kind === 'words' ? one.words : [],
    );
    const words = [judgement?.answer.ownWords, ...told];
    return [
      ...(mayDo(plan, actor, 'report/read', { assignment }) ? [] : words),
      ...(mayDo(plan, actor, 'help/read', { assignment }) ? [] : [judgement?.answer.help?.what]),
    ].filter((one): one is string => Boolean(one));
  });
}

async function agentOf({ url }: ApiWorld, token: string) {
  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { Authorization: `Bearer ${token}` } };
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/api/mcp`), { requestInit });
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return async (question: string, earlier: readonly string[]) => {
    const answer = await client.callTool({ name: 'ask', arguments: { question, earlier } });
    const [content] = answer.content as { text: string }[];
    const { understood } = (answer.structuredContent ?? {}) as { understood?: unknown };
    return { text: content!.text, isError: answer.isError === true, understood };
  };
}
