import { describe, expect, test } from '@jest/globals';
import { type AzCommand, azCommands, commandsOnPage, readReference } from './az-commands.ts';

const reference = readReference();
const commands = azCommands();

/** What Azure CLI would answer with, before it does anything. */
function faultsOf({ where, words, options }: AzCommand): string[] {
  const name = `az ${words.join(' ')}`;
  const known = reference[name];
  if (!known) return [`${where}: there is no ${name}`];
  const all = [...known.required, ...known.optional].flatMap((names) => names.split(' '));
  const unknown = options.filter((option) => !all.includes(option));
  // A command that is named in passing says no option at all.
  const missing = known.required
    .map((names) => names.split(' '))
    .filter((names) => options.length > 0 && !names.some((one) => options.includes(one)));
  return [
    ...unknown.map((option) => `${where}: ${name} has no ${option}`),
    ...missing.map(([option]) => `${where}: ${name} needs ${option}`),
  ];
}

describe('the commands of Azure CLI that people are told to run', () => {
  test('are known to Microsoft’s reference, with every option, and lack none that is needed', () => {
    expect(commands.flatMap(faultsOf)).toEqual([]);
  });

  test('are found in pages, in the toolkit’s file and in what Roder itself says', () => {
    const places = new Set(commands.map(({ where }) => where));
    expect([...places]).toEqual(
      expect.arrayContaining(['docs/deployment.md', 'm365agents.yml', 'src/storage/cosmos-check.ts']),
    );
    expect(commands.length).toBeGreaterThan(30);
    const page =
      'As `az group show --name x` says.\n```sh\naz acr build --registry r \\\n  --image i .\n```\n';
    expect(commandsOnPage(page)).toEqual(['az acr build --registry r --image i .', 'az group show --name x']);
  });

  test('would be told of where an option is misspelt or left out', () => {
    const command = { where: 'a page', words: ['group', 'create'], options: ['--nam', '--location'] };
    expect(faultsOf(command)).toEqual([
      'a page: az group create has no --nam',
      'a page: az group create needs --name',
    ]);
    expect(faultsOf({ ...command, words: ['group', 'make'] })).toEqual(['a page: there is no az group make']);
  });

  test('are all that the kept reference holds', () => {
    const named = new Set(commands.map(({ words }) => `az ${words.join(' ')}`));
    expect(Object.keys(reference).filter((name) => !named.has(name))).toEqual([]);
  });
});
