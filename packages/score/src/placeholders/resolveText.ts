import { composeText, type ComposedText } from './composeText';
import type { Lookup, ResolutionError } from './Lookup';
import { collectErrors, lookUpSegments } from './lookUpSegments';
import { parsePlaceholders } from './parsePlaceholders';

/**
 * Resolves the placeholders of one text to one text, as environment variables and files need it: a
 * lone placeholder that names a number becomes its JSON text. Every placeholder that fails is listed
 * in `errors` under `pointer` (default: the whole document), and the text then comes back unresolved.
 * @public
 */
export function resolveText(
  text: string,
  lookup: Lookup,
  pointer: string = '',
): { value: ComposedText; errors: ResolutionError[] } {
  const { parts, errors } = lookUpSegments(parsePlaceholders(text), lookup, pointer);
  const composed =
    errors.length === 0 ? collectErrors(() => composeText(parts), pointer, errors) : undefined;
  return { value: composed ?? text, errors };
}
