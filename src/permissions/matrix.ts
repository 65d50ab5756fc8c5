import { RoderError } from '../base/errors.ts';

/** A person's relation to the plan or to one assignment. Several may apply at once; the one that allows most counts. */
export const relations = [
  'owner',
  'contributor',
  'deputy',
  'leadership',
  'administrator',
  'manager',
  'reader',
  'nobody',
] as const;

/** Places where others can read the answer too: a channel in the plan, or any other shared chat. */
export const places = ['channel', 'elsewhere'] as const;

export type Relation = (typeof relations)[number];
export type Place = (typeof places)[number];

/** `own`: only what concerns the person, such as their own ask or a support request that names them. */
export type Cell = 'yes' | 'no' | 'own';

/**
 * Who may see and do what, as one table. `docs/permissions.md` is generated from it (`npm run docs`), and
 * `test/permissions` tests every cell. The plan decides which role has which access (`access`); owner, contributor and
 * deputy are relations to the assignment in question.
 *
 * Everybody with a role may read submitted reports: people work across departments and need the whole picture. Requests
 * for help are read by those who can help, not by readers. Nobody reads another's draft, and only the administrator
 * sees which people have not answered or cannot be reached.
 */
const table = {
  //                    owner contributor deputy leadership administrator manager reader nobody | channel elsewhere
  'plan/read':
    '        yes   yes         yes    yes        yes           yes     yes    yes    | yes     yes',
  'report/read': '      yes   yes         yes    yes        yes           yes     yes    no     | yes     no',
  'help/read': '        yes   yes         yes    yes        yes           yes     no     no     | yes     no',
  'round/read': '       yes   yes         yes    yes        yes           yes     yes    no     | yes     no',
  'own/read': '         own   own         own    own        own           own     own    own    | no      no',
  'ask/answer': '       own   own         own    own        own           own     own    own    | no      no',
  'help/reply': '       own   own         own    yes        own           own     own    no     | yes     no',
  'assignment/follow': 'yes   yes         yes    yes        yes           yes     yes    no     | no      no',
  'assignment/share':
    ' yes   yes         yes    yes        yes           yes     yes    no     | yes     yes',
  'report/export': '    yes   yes         yes    yes        yes           no      no     no     | no      no',
  'people/read': '      no    no          no     no         yes           no      no     no     | no      no',
  'round/change': '     no    no          no     no         yes           no      no     no     | no      no',
  'plan/change': '      no    no          no     no         yes           no      no     no     | no      no',
} as const;

export type Permission = keyof typeof table;
export const permissions = Object.keys(table) as readonly Permission[];

const cells = new Map(Object.entries(table).map(([deed, line]) => [deed, cellsOf(line)]));

export function cell(deed: Permission, column: Relation | Place): Cell {
  return cells.get(deed)!.get(column)!;
}

function cellsOf(line: string): ReadonlyMap<Relation | Place, Cell> {
  const words = line.split(/[\s|]+/u).filter((word): word is Cell => ['yes', 'no', 'own'].includes(word));
  const columns = [...relations, ...places];
  if (words.length !== columns.length)
    throw new RoderError('permissions-faulty', `This line of the permission matrix has a hole: ${line}`);
  return new Map(columns.map((column, index) => [column, words[index]!]));
}
