import type { Scalar } from 'yaml';
import { quote } from '../problems/quote';
import type { YamlFinding } from './YamlFinding';

/** What is wrong with a number: not one JSON has, or one whose last digits JavaScript would change. */
export function scalarFindings(
  node: Scalar,
): Pick<YamlFinding, 'severity' | 'code' | 'message' | 'hint'>[] {
  const { value } = node;
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
