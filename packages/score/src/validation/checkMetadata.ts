import type { JsonValue } from '../json/JsonValue';
import { readProperty } from '../json/readProperty';
import type { Finding } from '../problems/Finding';

/** A workload has a name that is not empty. */
export function checkMetadata(document: JsonValue): Finding[] {
  const name = readProperty(readProperty(document, 'metadata'), 'name');
  if (name === undefined) {
    return [finding('/metadata', 'The property metadata.name is required.')];
  }
  return typeof name === 'string' && name !== ''
    ? []
    : [finding('/metadata/name', 'The property metadata.name must be a non-empty string.')];
}

function finding(pointer: string, message: string): Finding {
  return { severity: 'error', code: 'metadata', message, pointer };
}
