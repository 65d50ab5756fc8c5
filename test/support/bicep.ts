import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';

/**
 * Bicep as a tree, without a compiler (there is none on npm): enough to see what is declared, what names what,
 * and what is handed to whom. Values that can be known are plain; the rest is the expression's text.
 */

export interface Declared {
  readonly name: string;
  readonly text: string;
}

export interface Parameter extends Declared {
  readonly type: string;
  readonly hasDefault: boolean;
  /** `minLength(3)` and its like, as written. */
  readonly decorators: readonly string[];
}

export interface Resource extends Declared {
  readonly type: string;
  readonly apiVersion: string;
  readonly body: BicepObject;
}

export interface Module extends Declared {
  readonly path: string;
  readonly body: BicepObject;
}

export interface BicepFile {
  readonly path: string;
  /** Where the syntax is wrong, as `line:column`. */
  readonly errors: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly variables: readonly Declared[];
  readonly resources: readonly Resource[];
  readonly modules: readonly Module[];
  readonly outputs: readonly Declared[];
  /** Names used as values, each with what is asked of it: `store.outputs.endpoint`. */
  readonly references: readonly string[];
}

/** Text that is an expression and not a string, so that the two cannot be taken for each other. */
export interface Expression {
  readonly expression: string;
}
export type BicepValue = string | number | boolean | Expression | BicepObject | readonly BicepValue[];
export interface BicepObject {
  readonly [key: string]: BicepValue;
}

let ready: Promise<Parser> | undefined;

async function prepare(): Promise<Parser> {
  await Parser.init();
  const grammar = dirname(createRequire(import.meta.url).resolve('tree-sitter-bicep/package.json'));
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(grammar, 'tree-sitter-bicep.wasm')));
  return parser;
}

export async function readBicep(path: string): Promise<BicepFile> {
  return parseBicep(path, readFileSync(path, 'utf8'));
}

export async function parseBicep(path: string, source: string): Promise<BicepFile> {
  ready ??= prepare();
  const root = (await ready).parse(source)!.rootNode;
  const declared = (type: string) => root.descendantsOfType(type).filter((node) => node !== null);
  return {
    path,
    errors: faultsIn(root),
    parameters: declared('parameter_declaration').map(parameterOf),
    variables: declared('variable_declaration').map(named),
    resources: declared('resource_declaration').map(resourceOf),
    modules: declared('module_declaration').map(moduleOf),
    outputs: declared('output_declaration').map(named),
    references: referencesIn(root),
  };
}

function faultsIn(node: Node): string[] {
  if (node.isError || node.isMissing)
    return [`${node.startPosition.row + 1}:${node.startPosition.column + 1}`];
  return node.hasError ? node.children.flatMap((child) => (child ? faultsIn(child) : [])) : [];
}

function named(node: Node): Declared {
  return { name: firstOf(node, 'identifier')!.text, text: node.text };
}

function parameterOf(node: Node): Parameter {
  const before = node.previousNamedSibling;
  const decorators = before?.type === 'decorators' ? before.namedChildren : [];
  return {
    ...named(node),
    type: firstOf(node, 'type')?.text ?? '',
    hasDefault: /^param\s+\w+\s+\w+\s*=/u.test(node.text),
    decorators: decorators.flatMap((one) => (one ? [one.text.replace(/^@/u, '')] : [])),
  };
}

function resourceOf(node: Node): Resource {
  const [type = '', apiVersion = ''] = contentOf(firstOf(node, 'string')!).split('@');
  return { ...named(node), type, apiVersion, body: bodyOf(node) };
}

function moduleOf(node: Node): Module {
  return { ...named(node), path: contentOf(firstOf(node, 'string')!), body: bodyOf(node) };
}

function bodyOf(node: Node): BicepObject {
  const body = node.descendantsOfType('object')[0];
  return objectOf(body!);
}

function objectOf(node: Node): BicepObject {
  const properties = node.namedChildren.flatMap((child) =>
    child?.type === 'object_property' ? [child] : [],
  );
  return Object.fromEntries(
    properties.map((property) => {
      const [key, value] = property.namedChildren.filter((child) => child?.type !== 'comment');
      return [key!.type === 'string' ? contentOf(key!) : key!.text, plainValue(value!)];
    }),
  );
}

function plainValue(node: Node): BicepValue {
  if (node.type === 'object') return objectOf(node);
  if (node.type === 'array') {
    return node.namedChildren.flatMap((child) =>
      child && child.type !== 'comment' ? [plainValue(child)] : [],
    );
  }
  if (node.type === 'number') return Number(node.text);
  if (node.text === 'true' || node.text === 'false') return node.text === 'true';
  const isPlain = node.type === 'string' && node.descendantsOfType('interpolation').length === 0;
  return isPlain ? contentOf(node) : { expression: node.text };
}

function contentOf(node: Node): string {
  return node.text.slice(1, -1);
}

function firstOf(node: Node, type: string): Node | undefined {
  return node.namedChildren.find((child) => child?.type === type) ?? undefined;
}

/** Every use of a declared name: with its path where something is asked of it, without what is a key or a call. */
function referencesIn(root: Node): string[] {
  const whole = root
    .descendantsOfType('member_expression')
    .filter((node) => node?.parent?.type !== node?.type);
  const paths = whole.map((node) => node!.text);
  const single = root.descendantsOfType('identifier').filter((node) => node && isValue(node));
  return [...paths, ...single.map((node) => node!.text)];
}

function isValue(node: Node): boolean {
  const parent = node.parent!;
  if (parent.type === 'object_property') return !parent.namedChildren[0]!.equals(node);
  return ['interpolation', 'arguments', 'array', 'member_expression', 'binary_expression'].includes(
    parent.type,
  );
}
