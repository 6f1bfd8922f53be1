import type { JsonObject, JsonValue } from '../json/JsonValue';
import { canonicalJson } from '../canonical/canonicalJson';
import { collectKnownAfter } from '../marks/collectKnownAfter';
import { containsSecret } from '../marks/containsMark';
import { knownAfter, type KnownAfter } from '../marks/KnownAfter';
import {
  isSecretValue,
  secretValue,
  type SecretReference,
  type SecretValue,
} from '../marks/SecretValue';
import { PlaceholderError } from './PlaceholderError';

/** A text, or the mark of a text that is secret or not known yet. @public */
export type ComposedText = string | (SecretValue & JsonObject) | (KnownAfter & JsonObject);

/** A piece of a text to compose: plain text, or what a placeholder stands for. */
export type TextPart =
  { kind: 'text'; text: string } | { kind: 'value'; value: JsonValue; raw: string };

/**
 * Joins parts to one text. Texts go in verbatim, other values as compact JSON with sorted keys. With a
 * `KnownAfter` mark inside any value the whole is such a mark, with a secret it is a `SecretValue`.
 *
 * Throws a {@link PlaceholderError} for a map or list that holds a secret: the secret would have to be
 * quoted as JSON once it is read, and a reference cannot promise that.
 */
export function composeText(parts: readonly TextPart[]): ComposedText {
  const pieces: (string | SecretReference)[] = [];
  const awaited = new Set<string>();
  let secret = false;
  let unknown = false;

  for (const part of parts) {
    if (part.kind === 'text') {
      pieces.push(part.text);
    } else if (isSecretValue(part.value)) {
      secret = true;
      pieces.push(...part.value.$secret);
    } else if (containsSecret(part.value)) {
      throw new PlaceholderError(
        part.raw,
        'a map or list that holds a secret cannot become text, refer to one of its values',
      );
    } else if (containsMark(part.value, awaited)) {
      unknown = true;
    } else {
      pieces.push(typeof part.value === 'string' ? part.value : canonicalJson(part.value));
    }
  }

  if (unknown) {
    return knownAfter([...awaited]);
  }
  return secret ? secretValue(pieces) : pieces.join('');
}

function containsMark(value: JsonValue, awaited: Set<string>): boolean {
  const nodes = collectKnownAfter(value);
  for (const node of nodes) {
    awaited.add(node);
  }
  return nodes.size > 0;
}
