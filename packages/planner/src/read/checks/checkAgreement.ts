import { appendPointer, findReferences, isJsonObject, parsePlaceholders } from '@tutti/score';
import type { JsonValue, Reference } from '@tutti/score';
import type { JsonSchema } from '../../model';
import { schemaAt, valueAt } from '../../schema';
import type { CheckContext, DefinitionManifest } from './CheckContext';

/** A part of a definition whose placeholders have to become what somebody takes. */
export interface TypedPlace {
  /** The part, with placeholders. */
  value: JsonValue;
  /** JSON pointer of the part in its manifest. */
  pointer: string;
  /** The schema of what it has to become; absent: nobody knows. */
  wanted?: JsonSchema;
  /** Who takes it, as a sentence goes on: `driver static takes`. */
  taker: string;
}

/**
 * A placeholder that stands alone keeps the type of its value, which has to agree with what is taken at its place, down to
 * the properties and items that both schemas know. What a schema leaves open agrees with everything.
 *
 * @param given - the schema of what the placeholder stands for
 */
export function checkLonePlaceholder(
  context: CheckContext,
  manifest: DefinitionManifest,
  place: TypedPlace,
  reference: Reference,
  given: JsonSchema,
): void {
  const wanted = place.wanted && schemaAt(place.wanted, reference.pointer);
  const clash = wanted && isLone(place.value, reference) ? clashOf(given, wanted, '') : undefined;
  if (clash) {
    const where = clash.pointer === '' ? '' : ` at ${clash.pointer}`;
    context.error(
      manifest,
      place.pointer + reference.pointer,
      'type',
      `\${${reference.raw}} is of type ${clash.given}${where}, and ${place.taker} ${clash.wanted} here.`,
    );
  }
}

/** Placeholders among other text, or several of them, make a text whatever their values are. */
export function checkComposedTexts(
  context: CheckContext,
  manifest: DefinitionManifest,
  place: TypedPlace,
): void {
  const composed = findReferences(place.value).filter(each => !isLone(place.value, each));
  for (const pointer of new Set(composed.map(reference => reference.pointer))) {
    const wanted = typesOf(place.wanted && schemaAt(place.wanted, pointer));
    if (wanted.length > 0 && !wanted.includes('string')) {
      context.error(
        manifest,
        place.pointer + pointer,
        'type',
        `${JSON.stringify(valueAt(place.value, pointer))} becomes a string, and ${place.taker} ${wanted.join(' or ')} here.`,
        'Write one placeholder and nothing else: it keeps the type of its value.',
      );
    }
  }
}

function isLone(value: JsonValue, reference: Reference): boolean {
  const text = valueAt(value, reference.pointer);
  return typeof text === 'string' && parsePlaceholders(text).length === 1;
}

/** Where and how two schemas cannot both hold; `undefined` when some value fits both, as far as types tell. */
function clashOf(
  given: JsonSchema,
  wanted: JsonSchema,
  pointer: string,
): { pointer: string; given: string; wanted: string } | undefined {
  const [givenTypes, wantedTypes] = [typesOf(given), typesOf(wanted)];
  if (givenTypes.length > 0 && wantedTypes.length > 0 && !agree(givenTypes, wantedTypes)) {
    return { pointer, given: givenTypes.join(' or '), wanted: wantedTypes.join(' or ') };
  }
  if (isJsonObject(given.items) && isJsonObject(wanted.items)) {
    return clashOf(given.items, wanted.items, `${pointer}/*`);
  }
  if (isJsonObject(given.properties) && isJsonObject(wanted.properties)) {
    for (const name of Object.keys(given.properties).sort()) {
      const [left, right] = [given, wanted].map(each => schemaAt(each, appendPointer('', name)));
      const clash = left && right && clashOf(left, right, appendPointer(pointer, name));
      if (clash) {
        return clash;
      }
    }
  }
  return undefined;
}

/** An integer is a number; a number is refused where integers are taken. */
function agree(given: string[], wanted: string[]): boolean {
  return given.some(
    type => wanted.includes(type) || (type === 'integer' && wanted.includes('number')),
  );
}

function typesOf(schema: JsonSchema | undefined): string[] {
  return [schema?.type ?? []].flat().filter(type => typeof type === 'string');
}
