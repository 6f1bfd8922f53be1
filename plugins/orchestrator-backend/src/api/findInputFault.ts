import { InputError } from '@backstage/errors';

/** The deepest nesting; what comes after it may then recurse without harm. */
const MAXIMUM_DEPTH = 64;
/** Keys that mean something inside: marks of values that are secret or not yet known, and the prototype. */
const RESERVED_KEY = /^(\$secret|\$known|__proto__$)/;
/** What no text of a database may hold, and what no UTF-8 has, so that it cannot be hashed. */
const UNKEPT = /[\0\p{Surrogate}]/u;

/**
 * Finds what could do harm further in, in what a caller sent as JSON: nesting that is too deep, keys that stand for
 * secrets, and characters that cannot be kept. Walks without recursion: the depth is what is in question.
 *
 * @param name - of the whole, at the beginning of a sentence
 */
export function findInputFault(input: unknown, name: string): InputError | undefined {
  const stack: { value: unknown; pointer: string; depth: number }[] = [
    { value: input, pointer: '', depth: 0 },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string' && UNKEPT.test(value)) {
      return new InputError(
        `${name} holds U+0000 or half a character (a lone surrogate) at "${pointer}": take it out.`,
      );
    }
    if (value === null || typeof value !== 'object') {
      continue;
    }
    if (depth > MAXIMUM_DEPTH) {
      return new InputError(
        `${name} is nested more than ${MAXIMUM_DEPTH} deep at "${pointer.slice(0, 200)}…".`,
      );
    }
    for (const [key, child] of Object.entries(value)) {
      const childPointer = `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
      if (RESERVED_KEY.test(key) || UNKEPT.test(key)) {
        return new InputError(
          `${name} has the key ${JSON.stringify(key)} at "${pointer}", which is reserved: rename it.`,
        );
      }
      stack.push({ value: child, pointer: childPointer, depth: depth + 1 });
    }
  }
  return undefined;
}
