import { readFileSync, writeFileSync } from 'node:fs';
import { menuLines } from '../src/conversation/menu.ts';
import { type Language, translator } from '../src/language/language.ts';

/**
 * Teams' own menus, from the catalog of intents: `npm run docs` writes them into the manifest and its English. Choosing
 * one writes its title. Teams takes at most three lists of twelve commands, a title of 128 characters.
 */

export const menus = ['personal', 'shared'] as const;
const scopes = { personal: ['personal'], shared: ['team', 'groupChat'] } as const;

interface MenuCommand {
  readonly title: string;
  readonly description: string;
}

export function commandsOf(menu: (typeof menus)[number], language: Language): MenuCommand[] {
  const t = translator(language);
  return menuLines
    .filter(({ teams }) => teams?.includes(menu))
    .map(({ intent, say }) => ({ title: say[language], description: t(`help.does.${intent}`) }));
}

/** The manifest with the menus in Swedish. */
export function withMenus(manifest: string): string {
  const parsed = JSON.parse(manifest) as { readonly bots: readonly [object] };
  const commandLists = menus.map((menu) => ({ scopes: scopes[menu], commands: commandsOf(menu, 'sv') }));
  return text({ ...parsed, bots: [{ ...parsed.bots[0], commandLists }] });
}

/** The English beside the manifest, with the menus: each text by its place in the Swedish. */
export function withEnglishMenus(english: string): string {
  const others = Object.entries(JSON.parse(english) as object).filter(([key]) => !key.startsWith('bots'));
  const own = menus.flatMap((menu, list) =>
    commandsOf(menu, 'en').flatMap(({ title, description }, place) => {
      const key = `bots[0].commandLists[${list}].commands[${place}]`;
      return [
        [`${key}.title`, title],
        [`${key}.description`, description],
      ];
    }),
  );
  const after = others.findIndex(([key]) => key.startsWith('compose'));
  return text(Object.fromEntries([...others.slice(0, after), ...own, ...others.slice(after)]));
}

function text(content: object): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

export const files = { 'manifest.json': withMenus, 'en.json': withEnglishMenus } as const;

if (import.meta.main)
  for (const [name, made] of Object.entries(files)) {
    const file = new URL(name, import.meta.url);
    writeFileSync(file, made(readFileSync(file, 'utf8')));
  }
