import * as z from 'zod/v4';
import type { Plan } from '../plan/plan-index.ts';
import { type Aspect, aspects, type Language } from '../plan/plan-schema.ts';
import type { OpenMilestone, PartQuestions } from './answer-questions.ts';
import { takeReading, typedReading } from './answer-reading.ts';
import type { Step } from './answer-steps.ts';
import { type Fault, type Faults, type Inputs, oneOf, textOf, tooLong } from './answer-text.ts';
import type { DraftMilestone, DraftPart } from './draft.ts';
import type { KnownValue } from './known-values.ts';
import { forecasts, statuses } from './report.ts';

/**
 * What a step takes from its card, and what it puts there. Pure: inputs and a draft in, a draft and the faults
 * out. Inputs are the card's, by id, as Teams sends them: text.
 */

export interface StepSubject {
  readonly asked: PartQuestions;
  readonly plan: Plan;
  readonly language: Language;
  /** By indicator id. */
  readonly values: ReadonlyMap<
    string,
    { readonly last?: number | undefined; readonly known?: KnownValue | undefined }
  >;
}

export interface Taken {
  readonly part: DraftPart;
  readonly faults: Faults;
}

/** What was typed, kept whatever it is, and what to say about it. */
export function takeInputs(step: Step, inputs: Inputs, before: DraftPart, subject: StepSubject): Taken {
  const { part, faults } = takers[step.name](inputs, before, subject, step.page ?? 1);
  const faulty = Object.keys(faults).length > 0;
  const done = (before.done ?? []).filter((one) => one !== step.name);
  return { part: { ...part, done: faulty ? done : [...done, step.name] }, faults };
}

type Taker = (inputs: Inputs, before: DraftPart, subject: StepSubject, page: number) => Taken;

const takers: Readonly<Record<Step['name'], Taker>> = {
  judgement: takeJudgement,
  help: takeHelp,
  milestones: takeMilestones,
  readings: takeReadings,
  aspects: takeAspects,
};

function takeJudgement(inputs: Inputs, before: DraftPart, { asked }: StepSubject): Taken {
  const political = asked.assignment.type === 'political';
  const status = oneOf(statuses, inputs.status ?? before.status);
  const forecast = political ? oneOf(forecasts, inputs.forecast ?? before.forecast) : undefined;
  const ownWords = textOf(inputs.ownWords, before.ownWords);
  const wrongStatus = !status || (status === 'completed' && !political);
  return {
    part: { ...before, status, forecast, ownWords },
    faults: collect({
      status: wrongStatus ? { key: 'answer.fault.status' } : undefined,
      ownWords: ownWords === '' ? { key: 'answer.fault.ownWords' } : tooLong(ownWords, 'words'),
    }),
  };
}

function takeHelp(inputs: Inputs, before: DraftPart, { plan }: StepSubject): Taken {
  const helpWhat = textOf(inputs.helpWhat, before.helpWhat);
  const chosen = plan.role((inputs.helpFrom ?? before.helpFrom ?? '').trim())?.id;
  const written = textOf(inputs.helpWho, before.helpWho);
  const named = roleCalled(plan, written);
  const [helpFrom, helpWho] = chosen || !named ? [chosen, written] : [named, ''];
  const isWithout = helpWhat === '' && Boolean(helpFrom || helpWho);
  return {
    part: { ...before, helpWhat, helpFrom, helpWho },
    faults: collect({
      helpWhat: isWithout ? { key: 'answer.fault.helpWhat' } : tooLong(helpWhat, 'words'),
      helpWho: tooLong(helpWho, 'comment'),
    }),
  };
}

/** A role that is written out is that role. */
function roleCalled({ content }: Plan, written: string): string | undefined {
  const name = written.toLowerCase();
  return content.roles.find((role) => [role.name.sv, role.name.en].some((one) => one.toLowerCase() === name))
    ?.id;
}

function takeAspects(inputs: Inputs, before: DraftPart): Taken {
  const typed = aspects.map((one) => [one, textOf(inputs[`aspect-${one}`], before.aspects?.[one])] as const);
  return {
    part: { ...before, aspects: Object.fromEntries(typed) as Record<Aspect, string> },
    faults: collect(
      Object.fromEntries(typed.map(([one, text]) => [`aspect-${one}`, tooLong(text, 'words')])),
    ),
  };
}

function takeMilestones(inputs: Inputs, before: DraftPart, { asked }: StepSubject, page: number): Taken {
  const taken = (asked.milestonePages[page - 1] ?? []).map((milestone) => {
    const { id } = milestone;
    const known = typedMilestone(milestone, before);
    const state =
      inputs[`milestone-${id}`] === undefined ? known.state : milestoneState(inputs[`milestone-${id}`]);
    const to = textOf(inputs[`moved-${id}`], known.to);
    const words = textOf(inputs[`word-${id}`], known.words);
    const faults = {
      [`milestone-${id}`]: state ? undefined : { key: 'answer.fault.milestone' },
      [`moved-${id}`]: state === 'moved' && !isDate(to) ? { key: 'answer.fault.movedTo' } : undefined,
      [`word-${id}`]: tooLong(words, 'comment'),
    };
    const done = Object.values(faults).every((fault) => !fault);
    return { id, typed: { state, to, words, done } satisfies DraftMilestone, faults };
  });
  const typed = Object.fromEntries(taken.map(({ id, typed }) => [id, typed]));
  return {
    part: { ...before, milestones: { ...before.milestones, ...typed } },
    faults: collect(Object.assign({}, ...taken.map(({ faults }) => faults))),
  };
}

function takeReadings(inputs: Inputs, before: DraftPart, subject: StepSubject, page: number): Taken {
  const taken = (subject.asked.indicatorPages[page - 1] ?? []).map((indicator) => {
    const { id } = indicator;
    const { last, known } = subject.values.get(id) ?? {};
    const typed = before.readings?.[id] ?? typedReading(known, subject.language);
    return [id, takeReading(inputs, typed, { indicator, last, known, language: subject.language })] as const;
  });
  const readings = Object.fromEntries(taken.map(([id, { reading }]) => [id, reading]));
  return {
    part: { ...before, readings: { ...before.readings, ...readings } },
    faults: collect(Object.assign({}, ...taken.map(([, { faults }]) => faults))),
  };
}

/** What stands in the step's inputs, by id. */
export function inputsOf(step: Step, typed: DraftPart, { asked, values, language }: StepSubject): Inputs {
  const page = (step.page ?? 1) - 1;
  switch (step.name) {
    case 'judgement':
      return whole({ status: typed.status, forecast: typed.forecast, ownWords: typed.ownWords });
    case 'help':
      return whole({ helpWhat: typed.helpWhat, helpFrom: typed.helpFrom, helpWho: typed.helpWho });
    case 'aspects':
      return whole(Object.fromEntries(aspects.map((one) => [`aspect-${one}`, typed.aspects?.[one]])));
    case 'milestones':
      return inputsOfEach(asked.milestonePages[page] ?? [], (milestone) => {
        const { state, to, words } = typedMilestone(milestone, typed);
        return { milestone: state, moved: to, word: words };
      });
    case 'readings':
      return inputsOfEach(asked.indicatorPages[page] ?? [], ({ id }) => {
        const { text, skip, comment } = typed.readings?.[id] ?? typedReading(values.get(id)?.known, language);
        return { reading: text, skip, comment };
      });
  }
}

function inputsOfEach<T extends { id: string }>(
  items: readonly T[],
  typed: (item: T) => Readonly<Record<string, string | undefined>>,
): Inputs {
  const each = items.flatMap((item) =>
    Object.entries(typed(item)).map(([name, value]) => [`${name}-${item.id}`, value ?? ''] as const),
  );
  return Object.fromEntries(each);
}

function whole(inputs: Readonly<Record<string, string | undefined>>): Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([id, value]) => [id, value ?? '']));
}

/** What is not to be reached yet is not reached, unless somebody says so. */
function typedMilestone({ id, isDue }: OpenMilestone, typed: DraftPart): DraftMilestone {
  return typed.milestones?.[id] ?? { state: isDue ? undefined : 'not_yet' };
}

function milestoneState(given: string | undefined) {
  return oneOf(['reached', 'not_yet', 'moved'] as const, given);
}

function isDate(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

function collect(found: Readonly<Record<string, Fault | undefined>>): Faults {
  return Object.fromEntries(
    Object.entries(found).filter((one): one is [string, Fault] => one[1] !== undefined),
  );
}
