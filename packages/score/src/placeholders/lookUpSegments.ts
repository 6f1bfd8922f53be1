import type { JsonValue } from '../json/JsonValue';
import type { TextPart } from './composeText';
import type { Lookup, ResolutionError } from './Lookup';
import { PlaceholderError } from './PlaceholderError';
import type { Segment } from './Segment';

/** Looks up each placeholder of a text; those that fail are listed in `errors` and left out. */
export function lookUpSegments(
  segments: readonly Segment[],
  lookup: Lookup,
  pointer: string,
): { parts: TextPart[]; errors: ResolutionError[] } {
  const parts: TextPart[] = [];
  const errors: ResolutionError[] = [];
  for (const segment of segments) {
    if (segment.kind === 'text') {
      parts.push(segment);
    } else {
      const { path, raw } = segment;
      const value = collectErrors<JsonValue>(() => lookup(path, raw), pointer, errors);
      if (value !== undefined) {
        parts.push({ kind: 'value', value, raw });
      }
    }
  }
  return { parts, errors };
}

/** Runs a step; a {@link PlaceholderError} goes to `errors`, any other error passes through. */
export function collectErrors<T>(
  step: () => T,
  pointer: string,
  errors: ResolutionError[],
): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof PlaceholderError) {
      errors.push({ pointer, raw: error.raw, message: error.message });
      return undefined;
    }
    throw error;
  }
}
