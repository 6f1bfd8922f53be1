import { manifestKey } from '../Manifest';
import type { Manifest } from '../Manifest';
import type { CheckContext } from './CheckContext';
import { placesWords } from './placesWords';

/**
 * Two manifests of one kind must not have one name. Which of them is meant cannot be told, so both are bad: what was
 * good before stays in force.
 */
export function checkNames(context: CheckContext): void {
  const byKey = new Map<string, Manifest[]>();
  for (const manifest of context.manifests) {
    const key = manifestKey(manifest);
    const same = byKey.get(key) ?? [];
    same.push(manifest);
    byKey.set(key, same);
  }
  for (const same of byKey.values()) {
    for (const manifest of same.length > 1 ? same : []) {
      const others = placesWords(same, manifest, placeOf, ' and in ');
      context.error(
        manifest,
        '/metadata/name',
        'duplicate-name',
        `There is another ${manifest.kind} of the name "${manifest.name}", in ${others}.`,
        'Give one of them another name, or remove it.',
      );
    }
  }
}

function placeOf(manifest: Manifest): string {
  const { source } = manifest.document;
  return `${source}:${manifest.document.locate('/metadata/name').line}`;
}
