import type { DriverOperation } from './DriverInvoker';

/** Characters that all texts and keys of one answer may have; manifests of a big chart are about a tenth of that. */
const MOST_CHARACTERS = 20_000_000;
const DEEPEST = 200;
const LONGEST_EXTERNAL_ID = 1_024;

/** Says what is wrong with a value; undefined: nothing. */
type Check = (value: unknown) => string | undefined;

/** The properties of an answer. */
interface Answer {
  needed: Record<string, Check>;
  optional: Record<string, Check>;
}

/** What an operation answers that leaves something behind. */
const RESULT: Answer = {
  needed: { state: objectProblem, outputs: objectProblem },
  optional: {
    ...{ secretOutputs: objectProblem, manifests: objectsProblem, externalId: externalIdProblem },
    evidence: objectProblem,
  },
};

/** What each property of an answer has to be; those that are not listed are left alone. */
const ANSWERS: Record<DriverOperation, Answer> = {
  plan: {
    needed: { action: notOneOf('create', 'update', 'replace', 'unchanged') },
    optional: { differences: listProblem, externalId: externalIdProblem, reason: textProblem },
  },
  apply: RESULT,
  adopt: RESULT,
  read: {
    needed: {
      presence: notOneOf('present', 'absent', 'unknown', 'not-checked'),
      evidence: objectProblem,
    },
    optional: { observed: objectProblem, outputs: objectProblem, secretOutputs: objectProblem },
  },
  destroy: {
    needed: { presence: notOneOf('absent', 'unknown'), evidence: objectProblem },
    optional: {},
  },
};

/**
 * What is wrong with a driver's answer, for the middle of a sentence; undefined when it is as the contract says: of the
 * right shape, nothing in it but JSON, and not too much of it. No part of the answer is repeated, as it may be secret.
 */
export function checkDriverAnswer(operation: DriverOperation, answer: unknown): string | undefined {
  if (objectProblem(answer) !== undefined) {
    return 'it is no object';
  }
  const given = answer as Record<string, unknown>;
  const { needed, optional } = ANSWERS[operation];
  for (const [name, check] of [...Object.entries(needed), ...Object.entries(optional)]) {
    const isLeftOut = given[name] === undefined && !Object.hasOwn(needed, name);
    const problem = isLeftOut ? undefined : check(given[name]);
    if (problem) {
      return `${name} ${problem}`;
    }
  }
  return findNoJson(given);
}

/** The first thing that is no JSON. Properties that are undefined count as left out. */
function findNoJson(answer: Record<string, unknown>): string | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: answer, depth: 0 }];
  let characters = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (depth > DEEPEST) {
      return `it is nested more than ${DEEPEST} levels deep, or holds itself`;
    }
    if (typeof value === 'string') {
      characters += value.length;
    } else if (typeof value === 'object' && value !== null) {
      const prototype = Object.getPrototypeOf(value);
      if (
        !Array.isArray(value) &&
        prototype !== null &&
        Object.getPrototypeOf(prototype) !== null
      ) {
        return `it holds a ${prototype.constructor?.name || 'thing of a class'}, which is no JSON`;
      }
      for (const [key, item] of Object.entries(value)) {
        characters += key.length;
        if (item !== undefined) {
          open.push({ value: item, depth: depth + 1 });
        }
      }
    } else if (value !== null && typeof value !== 'boolean' && !Number.isFinite(value)) {
      return `it holds a ${typeof value === 'number' ? 'number that is not finite' : typeof value}, which is no JSON`;
    }
    if (characters > MOST_CHARACTERS) {
      return `it is longer than ${MOST_CHARACTERS / 1_000_000} million characters`;
    }
  }
  return undefined;
}

function notOneOf(...texts: string[]): Check {
  return value => (texts.includes(value as string) ? undefined : `is none of ${texts.join(', ')}`);
}

function objectProblem(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? undefined
    : 'is no object';
}

function listProblem(value: unknown): string | undefined {
  return Array.isArray(value) ? undefined : 'is no list';
}

function objectsProblem(value: unknown): string | undefined {
  return Array.isArray(value) && value.every(item => objectProblem(item) === undefined)
    ? undefined
    : 'is no list of objects';
}

function textProblem(value: unknown): string | undefined {
  return typeof value === 'string' ? undefined : 'is no text';
}

function externalIdProblem(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_EXTERNAL_ID
    ? undefined
    : `is no text of 1 to ${LONGEST_EXTERNAL_ID} characters`;
}
