import type { JsonValue } from '../json/JsonValue';
import { appendPointer } from '../json/jsonPointer';
import { readProperty } from '../json/readProperty';
import type { Finding } from '../problems/Finding';
import { entriesAt } from './entriesAt';

/** RFC 4648, section 4, with padding; the length is checked beside it. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** `binaryContent` of files is standard base64, so that it does not fail only when it is deployed. */
export function checkBinaryContent(document: JsonValue): Finding[] {
  return entriesAt({ value: document, pointer: '' }, 'containers')
    .flatMap(container => entriesAt(container, 'files'))
    .filter(file => {
      const content = readProperty(file.value, 'binaryContent');
      return typeof content === 'string' && !isBase64(content);
    })
    .map(file => ({
      severity: 'error',
      code: 'binary-content',
      message: 'The binaryContent of this file is not valid base64.',
      pointer: appendPointer(file.pointer, 'binaryContent'),
      hint: 'Write standard base64 with padding, or use content for text.',
    }));
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && BASE64.test(text);
}
