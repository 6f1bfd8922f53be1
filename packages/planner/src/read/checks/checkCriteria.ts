import { appendPointer, isJsonObject, readProperty } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import { criterionText } from '../../match/criterionText';
import { expandCriteria } from '../expandCriteria';
import type { CheckContext, DefinitionManifest } from './CheckContext';
import { placesWords } from './placesWords';

/** Where a criterion is written. */
interface Written {
  manifest: DefinitionManifest;
  pointer: string;
}

/** Environment types in criteria must exist, and no two criteria of one resource type may be equal. */
export function checkCriteria(context: CheckContext): void {
  const places = new Map<string, Written[]>();
  for (const manifest of context.definitions()) {
    const spec = readProperty(manifest.document.value, 'spec');
    const criteria = readProperty(spec, 'criteria');
    for (const [index, written] of (Array.isArray(criteria) ? criteria : []).entries()) {
      const pointer = appendPointer('/spec/criteria', index);
      checkEnvironmentTypes(context, manifest, written, pointer);
      for (const criterion of expandCriteria([written])) {
        const key = `${manifest.spec.type} ${criterionText(criterion)}`;
        const equal = places.get(key) ?? [];
        equal.push({ manifest, pointer });
        places.set(key, equal);
      }
    }
  }
  for (const equal of places.values()) {
    for (const place of equal.length > 1 ? equal : []) {
      reportEqual(context, place, equal);
    }
  }
}

function checkEnvironmentTypes(
  context: CheckContext,
  manifest: DefinitionManifest,
  written: JsonValue,
  pointer: string,
): void {
  const names = isJsonObject(written) ? [written.environmentType ?? []].flat() : [];
  const isList = isJsonObject(written) && Array.isArray(written.environmentType);
  for (const [index, name] of names.entries()) {
    if (typeof name === 'string' && !context.environmentTypes.has(name)) {
      const field = appendPointer(pointer, 'environmentType');
      context.error(
        manifest,
        isList ? appendPointer(field, index) : field,
        'unknown-environment-type',
        `There is no environment type "${name}".`,
        context.names.environmentTypes.hint(name) ?? 'Add a manifest of kind EnvironmentType.',
      );
    }
  }
}

function reportEqual(context: CheckContext, place: Written, equal: Written[]): void {
  const { manifest } = place;
  const others = placesWords(equal, place, wordsOf, ' and ');
  context.error(
    manifest,
    place.pointer,
    'equal-criteria',
    `This criterion is also one of ${others}, so it could not be told which definition of type ${manifest.spec.type} matches.`,
    'Make one of them more specific, or remove it.',
  );
}

function wordsOf({ manifest, pointer }: Written): string {
  const { source } = manifest.document;
  const { line } = manifest.document.locate(pointer);
  return `definition ${manifest.name} (${source}:${line})`;
}
