import type { JsonValue } from '../json/JsonValue';
import type { Finding } from '../problems/Finding';
import { checkBefore } from './checkBefore';
import { checkBinaryContent } from './checkBinaryContent';
import { checkMetadata } from './checkMetadata';
import { checkPlaceholders } from './checkPlaceholders';

/**
 * Lists what is wrong with a document beyond its schema: metadata without a name, placeholders that
 * cannot resolve, `before` entries that lead nowhere or in a circle, and content that is no base64.
 * Takes any value, so that one run reports these together with what the schema refuses; parts of
 * another shape than the schema wants are passed over.
 * @public
 */
export function checkWorkload(document: JsonValue): Finding[] {
  return [
    ...checkMetadata(document),
    ...checkPlaceholders(document),
    ...checkBefore(document),
    ...checkBinaryContent(document),
  ];
}
