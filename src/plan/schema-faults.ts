import * as z from 'zod/v4';
import type { FaultCode } from './fault-codes.ts';
import { nearest } from './nearest.ts';
import { childOf, type FaultPath, type Finding } from './plan-fault.ts';
import { aspects, planSchema } from './plan-schema.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found, as the findings it amounts to. */
export function schemaFindings(input: unknown, issues: readonly Issue[]): Finding[] {
  return issues.flatMap((issue) => findingsOf(input, issue, [])).map(asMissingAspect);
}

function findingsOf(input: unknown, issue: Issue, parent: FaultPath): Finding[] {
  const path = [...parent, ...(issue.path as (string | number)[])];
  const found = valueAt(input, path);
  if (found === undefined || found === null) return [{ path, code: 'missing' }];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code === 'invalid_union') return insideUnion(input, issue, path);
  if (found === Infinity || found === -Infinity) return [{ path, found, ...beyondNumbers(found) }];
  return [{ path, found, ...codeOf(issue) }];
}

/** 1e400 is more than a computer's number holds. */
function beyondNumbers(found: number): { code: FaultCode; expected: string } {
  const max = String(Number.MAX_SAFE_INTEGER);
  return found > 0 ? { code: 'too-big', expected: max } : { code: 'too-small', expected: `>= -${max}` };
}

function unknownKey(path: FaultPath, key: string): Finding {
  // YAML 1.1's merging, which later YAML does not have.
  if (key === '<<') return { path: [...path, key], code: 'merge-key' };
  // Guessed by whoever knows that a role may be vacant, and not how.
  if (path[0] === 'roles' && /^va[ck]ant$/u.test(key)) return { path: [...path, key], code: 'vacant-role' };
  return {
    path: [...path, key],
    code: 'unknown-key',
    found: key,
    expected: nearest(key, keysOf(schemaAt(planSchema, path))),
  };
}

/** The alternative that was meant: the one whose kind of value it is. */
function insideUnion(input: unknown, issue: z.core.$ZodIssueInvalidUnion, path: FaultPath): Finding[] {
  const found = valueAt(input, path);
  if (issue.errors.length === 0) return [{ path, code: 'not-allowed', found, expected: '>=, <=, between' }];
  const meant = issue.errors.find(
    (errors) => !errors.some((one) => one.code === 'invalid_type' && one.path.length === 0),
  );
  if (!meant) return [{ path, code: 'expected-text', found }];
  return meant.flatMap((one) => findingsOf(input, one, path));
}

const codeOfType: Readonly<Record<string, FaultCode>> = {
  string: 'expected-text',
  number: 'expected-number',
  int: 'expected-whole-number',
  boolean: 'expected-yes-no',
  array: 'expected-list',
};

function codeOf(issue: Issue): { code: FaultCode; expected?: string } {
  switch (issue.code) {
    case 'invalid_type':
      return { code: codeOfType[issue.expected] ?? 'expected-object' };
    case 'invalid_value':
      return { code: 'not-allowed', expected: issue.values.join(', ') };
    case 'too_small':
      if (issue.origin === 'array') return { code: 'empty-list' };
      if (issue.origin === 'string') return { code: 'empty' };
      return { code: 'too-small', expected: `${issue.inclusive ? '>=' : '>'} ${issue.minimum}` };
    case 'too_big':
      return { code: issue.origin === 'string' ? 'too-long' : 'too-big', expected: String(issue.maximum) };
    case 'invalid_format':
      return { code: issue.format === 'date' ? 'wrong-date' : (issue.message as FaultCode) };
    default:
      return { code: issue.message as FaultCode };
  }
}

/** All that can be wrong with an aspect comes to this: the assignment says nothing about it. */
function asMissingAspect(finding: Finding): Finding {
  const [list, , field, aspect, language = 'sv', ...deeper] = finding.path;
  const isAspect = list === 'assignments' && field === 'aspects' && language === 'sv' && deeper.length === 0;
  const says: readonly FaultCode[] = ['missing', 'empty', 'expected-text', 'expected-object'];
  if (!isAspect || !says.includes(finding.code)) return finding;
  return { ...finding, code: 'aspect-missing', expected: String(aspect ?? aspects.join(', ')) };
}

function valueAt(input: unknown, path: FaultPath): unknown {
  return path.reduce(childOf, input);
}

/** The part of the schema that a path leads to; undefined past its leaves. */
function schemaAt(schema: unknown, path: FaultPath): unknown {
  const bare = unwrapped(schema);
  const [key, ...rest] = path;
  if (key === undefined) return bare;
  if (bare instanceof z.ZodArray) return schemaAt(bare.element, rest);
  if (bare instanceof z.ZodObject) return schemaAt(bare.shape[key], rest);
  return undefined;
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap());
  return schema;
}

function keysOf(schema: unknown): string[] {
  if (schema instanceof z.ZodUnion) return schema.options.map(unwrapped).flatMap(keysOf);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
