import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { appendPointer } from '../json/jsonPointer';
import type { Finding } from '../problems/Finding';
import { quote } from '../problems/quote';
import { isReservedKey } from '../yaml/reservedKeys';

const MAXIMUM_DEPTH = 64;

/** Holds overrides, which may never have been YAML, to the rules that `readYaml` sets for files. */
export function checkOverrideValue(value: JsonValue): Finding[] {
  const findings: Finding[] = [];
  visit(value, '', 0, findings);
  return findings;
}

function visit(value: JsonValue, pointer: string, depth: number, findings: Finding[]): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (depth >= MAXIMUM_DEPTH) {
    findings.push({
      severity: 'error',
      code: 'limit',
      message: `The overrides nest more than ${MAXIMUM_DEPTH} levels deep.`,
      pointer: '',
    });
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const at = appendPointer(pointer, key);
    if (isJsonObject(value) && isReservedKey(key)) {
      findings.push({
        severity: 'error',
        code: 'reserved-key',
        message: `The key ${quote(key)} is reserved and cannot be used in an override.`,
        pointer: at,
        hint: 'Choose another name.',
      });
    } else {
      visit(item, at, depth + 1, findings);
    }
  }
}
