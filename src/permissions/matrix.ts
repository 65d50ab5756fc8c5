import { RoderError } from '../base/errors.ts';

/** What a person is to the plan, or to one assignment of it. Several may hold at once; the widest counts. */
export const standings = [
  'owner',
  'contributor',
  'deputy',
  'leadership',
  'administrator',
  'manager',
  'reader',
  'nobody',
] as const;

/** Where something can be shown to more than the one who asked: a channel of the plan, or any other chat. */
export const places = ['channel', 'elsewhere'] as const;

export type Standing = (typeof standings)[number];
export type Place = (typeof places)[number];

/** `own`: only what concerns the person, such as an ask that is theirs or a support request that names them. */
export type Cell = 'yes' | 'no' | 'own';

/**
 * Who may see and do what: the one table. `docs/permissions.md` is made from it (`npm run docs`), and
 * `test/permissions` walks it cell by cell. Which role has which access is the plan's (`access`); owner,
 * contributor and deputy are what somebody is to the assignment in question.
 *
 * A submitted report is read by everybody with a role: people work across departments, and start from the
 * whole. Wanted help is read by those who can help, not by readers. Nobody reads another's draft, and only
 * the administrator sees which persons have not answered or cannot be reached.
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

export type Deed = keyof typeof table;
export const deeds = Object.keys(table) as readonly Deed[];

const cells = new Map(Object.entries(table).map(([deed, line]) => [deed, cellsOf(line)]));

export function cell(deed: Deed, column: Standing | Place): Cell {
  return cells.get(deed)!.get(column)!;
}

function cellsOf(line: string): ReadonlyMap<Standing | Place, Cell> {
  const words = line.split(/[\s|]+/u).filter((word): word is Cell => ['yes', 'no', 'own'].includes(word));
  const columns = [...standings, ...places];
  if (words.length !== columns.length)
    throw new RoderError('permissions-faulty', `This line of the permission matrix has a hole: ${line}`);
  return new Map(columns.map((column, index) => [column, words[index]!]));
}
