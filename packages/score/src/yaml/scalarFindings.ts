import type { Scalar } from 'yaml';
import { quote } from '../problems/quote';
import type { YamlFinding } from './YamlFinding';

type ScalarFinding = Pick<YamlFinding, 'severity' | 'code' | 'message' | 'hint'>;

/** What only an escape can write: half a character, which no UTF-8 and no canonical JSON has, and U+0000. */
const UNKEPT = /[\0\p{Surrogate}]/u;

/**
 * What is wrong with a text: characters that cannot be hashed, or that no text of a database may hold, though YAML
 * and JSON let an escape write them.
 */
export function textFindings(text: string): ScalarFinding[] {
  const [character] = UNKEPT.exec(text) ?? [];
  if (character === undefined) {
    return [];
  }
  const point = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return [
    {
      severity: 'error',
      code: 'encoding',
      message: `A text holds U+${point}, which cannot be kept.`,
      hint: 'Take the escape out; give binary files as binaryContent.',
    },
  ];
}

/**
 * What is wrong with a scalar: a text that {@link textFindings} refuses, a number that JSON does not have, or one whose
 * last digits JavaScript would change.
 */
export function scalarFindings(node: Scalar): ScalarFinding[] {
  const { value } = node;
  if (typeof value === 'string') {
    return textFindings(value);
  }
  if (typeof value !== 'number') {
    return [];
  }
  const written = quote(node.source ?? String(value));
  if (!Number.isFinite(value)) {
    return [
      {
        severity: 'error',
        code: 'number',
        message: `${written} is not a number that JSON can hold.`,
        hint: 'Put quotes around it if it is a text.',
      },
    ];
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return [
      {
        severity: 'warning',
        code: 'number',
        message: `${written} has more digits than a number can keep and is read as ${value}.`,
        hint: 'Put quotes around it to keep every digit.',
      },
    ];
  }
  return [];
}
