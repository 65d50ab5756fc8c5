import { writeFile } from 'node:fs/promises';
import { commands } from '../../src/bot/typed-commands.ts';
import { findIntent } from '../../src/conversation/catalog.ts';
import { wordsFor } from '../../src/conversation/menu.ts';
import { buttons, type Need, pages, typed } from '../../src/permissions/entrances.ts';
import {
  cell,
  type Permission,
  type Place,
  permissions,
  places,
  type Relation,
  relations,
} from '../../src/permissions/matrix.ts';

/** `docs/permissions.md`, made of the two tables in `src/permissions`; run this file to write it anew. */

const says: Readonly<Record<Permission, string>> = {
  'plan/read': 'Ask what the plan says: who is responsible, what was decided, what a word means, dates',
  'report/read': 'Read submitted reports and values, in the chat or in a digest',
  'help/read': 'Read what help is wanted, and of whom',
  'round/read': 'Read how a round stands, in counts',
  'own/read': 'Read drafts, asks, and what one has sent in oneself',
  'ask/answer': 'Answer an ask',
  'help/reply': 'Reply to a support request',
  'assignment/follow': 'Follow an assignment',
  'assignment/share': 'Share an assignment’s card from the compose box, as a reader sees it',
  'report/export': 'Export reports',
  'people/read': 'See who has not answered yet, and who cannot be reached',
  'round/change': 'Postpone, cancel or rehearse a round',
  'plan/change': 'Import or change the plan',
};

const columns: Readonly<Record<Relation | Place, string>> = {
  owner: 'Owner (ansvarig)',
  contributor: 'Contributor (medverkande)',
  deputy: 'Deputy (ersättare)',
  leadership: 'Leadership (ledningsgrupp)',
  administrator: 'Administrator (processledare)',
  manager: 'Manager of something else',
  reader: 'Reader (läsare)',
  nobody: 'Not in the plan',
  channel: 'In a channel of the plan',
  elsewhere: 'In another channel or a group chat',
};

export function permissionsPage(): string {
  const head = ['May', ...[...relations, ...places].map((one) => columns[one])];
  const rows = permissions.map((deed) => [
    says[deed],
    ...[...relations, ...places].map((one) => cell(deed, one)),
  ]);
  return `${intro}\n${table([head, ...rows])}\n${outro}\n${table([entrancesHead, ...entranceRows()])}\n`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (words: readonly string[]) => `| ${words.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const entrancesHead = [
  'Asks for',
  'Pages',
  'Buttons',
  'What one writes',
  'What one writes in one’s own chat only',
];

function writtenFor(name: string): string {
  const { intent, example } = commands.find((one) => one.name === name)!;
  return example ?? wordsFor(intent, 'sv') ?? findIntent(intent)!.examples.sv[0]!;
}

/** Which buttons and which typed commands ask for each line of the matrix, and which for none. */
function entranceRows(): string[][] {
  const namesOf = <N extends Need>(needs: Readonly<Record<string, N>>, isRight: (need: N) => boolean) =>
    Object.keys(needs).filter((name) => isRight(needs[name]!));
  return [...permissions, undefined].flatMap((deed) => {
    const verbs = namesOf(buttons, (need) => need.deed === deed).map((verb) => `\`${verb}\``);
    const written = (isOwnChat: boolean) =>
      namesOf(typed, (need) => need.deed === deed && (need.where !== undefined) === isOwnChat)
        .map((name) => `*${writtenFor(name)}*`)
        .join(', ');
    const read = namesOf(pages, (need) => need.deed === deed).map((name) => `\`${name}\``);
    const row = [read.join(', '), verbs.join(', '), written(false), written(true)];
    const what = deed ? says[deed] : 'Nothing: it is there for everybody, and about themselves';
    return row.every((one) => one === '') ? [] : [[what, ...row]];
  });
}

const intro = `# Who may see and do what

Made from \`src/permissions/matrix.ts\` and \`src/permissions/entrances.ts\` by \`npm run docs\`; \`test/permissions\` walks
every cell through the use cases themselves, and presses every button as everybody.

- Which access a role has (leadership, administrator, manager, reader) is plan data, and so is who holds the role.
  Owner, contributor and deputy are what a person is to the assignment in question. A person may be several of
  these; the widest counts.
- **own**: only what concerns the person: an ask that is theirs, a support request that names them.
- The last two columns are about the place, not the person. An answer is given in a channel only if the asker
  may see it *and* everybody who reads the channel may. A channel of the plan shows the assignments of its
  departments.
- Without an assignment (an export of a whole round, say) nobody is owner, contributor or deputy.
`;

const outro = `
A submitted report is a public record, and everybody with a role in the plan reads it: people work across
departments and start from the whole. What help somebody wants is read by those who can help. Nobody reads
another's draft. Which persons have not answered is shown to the administrator alone; everybody else gets counts.

## By which page, which button, and which words

A page or a button is refused before anything else is looked at where the access of the person's roles decides; where it depends on
whose ask it is, or on which assignment (*own*, owner, contributor, deputy), as soon as that is looked up. What comes of a
button is shown to whoever pressed it. The message itself is changed for all only where it is a card about the same thing
that Roder has put in that person's own chat: the summary in the channel, and another's card, stay as they are.
`;

if (import.meta.main) await writeFile('docs/permissions.md', permissionsPage());
