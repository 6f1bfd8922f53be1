import { RE2JS, RE2JSException } from 're2js';

/** A regular expression that takes time in proportion to the text, whatever its pattern. */
export interface LinearPattern {
  /** Whether the pattern is found anywhere in a text. */
  test(text: string): boolean;
  /** The pattern as it was written. */
  toString(): string;
}

/** Steps of one pattern; each character of a text may have to be compared with all of them. */
const MAXIMUM_STEPS = 2000;
/** When there are more patterns than this, those before are forgotten. */
const MAXIMUM_COMPILED = 5000;

interface Refusal {
  what: string;
  instead: string;
}

const COUNT_OTHERWISE = 'count characters with minLength and maxLength, or divide it with allOf';

/** What RE2 leaves out. */
const UNSUPPORTED: (Refusal & { part: RegExp })[] = [
  {
    part: /\(\?<?[=!]/,
    what: 'looks ahead or behind',
    instead: 'use several schemas under allOf, or not: { pattern: … }',
  },
  {
    part: /\\(?:[1-9]|k<)/,
    what: 'refers back to a group',
    instead: 'write out what the group may be',
  },
  {
    part: /\\p\{/i,
    what: 'names a property of characters',
    instead: 'use a category, for instance \\p{L} or \\p{Lu}',
  },
  { part: /\{\d/, what: 'repeats too often', instead: COUNT_OTHERWISE },
];
const ANYTHING_ELSE = { what: 'uses what RE2 does not know', instead: 'use the syntax of RE2' };

const compiled = new Map<string, LinearPattern>();

/**
 * Compiles a `pattern` of a JSON Schema. Whoever writes a schema, and whoever writes a value, could stop a process that
 * runs the expressions of JavaScript: some of them go back and try again for longer than anybody waits. So a pattern has
 * to be an expression of ECMA-262 with the flag `u`, as JSON Schema wants it, and one that RE2 can run, which never goes
 * back. Classes such as `\s` stand for ASCII only.
 *
 * @throws SyntaxError for what is no expression, and for what RE2 cannot run; its message says what to write instead,
 *   and has no full stop at the end.
 */
export function linearPattern(pattern: string): LinearPattern {
  let known = compiled.get(pattern);
  if (!known) {
    known = compile(pattern);
    if (compiled.size >= MAXIMUM_COMPILED) {
      compiled.clear();
    }
    compiled.set(pattern, known);
  }
  return known;
}

function compile(pattern: string): LinearPattern {
  try {
    RegExp(pattern, 'u');
  } catch (error) {
    const reason = (error as Error).message.split(': ').at(-1);
    throw new SyntaxError(`The pattern ${pattern} is no regular expression: ${reason}`);
  }
  const expression = translate(pattern);
  if (expression.programSize() > MAXIMUM_STEPS) {
    throw refused(pattern, { what: 'is too large', instead: COUNT_OTHERWISE });
  }
  return { test: text => expression.test(text), toString: () => pattern };
}

function translate(pattern: string): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch (error) {
    if (!(error instanceof RE2JSException)) {
      throw error;
    }
    throw refused(
      pattern,
      UNSUPPORTED.find(({ part }) => part.test(pattern)),
    );
  }
}

function refused(pattern: string, { what, instead }: Refusal = ANYTHING_ELSE): SyntaxError {
  return new SyntaxError(
    `The pattern ${pattern} ${what}, and nobody could tell how long that takes; ${instead}`,
  );
}
