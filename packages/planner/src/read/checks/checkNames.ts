import { manifestKey } from '../Manifest';
import type { Manifest } from '../Manifest';
import type { CheckContext } from './CheckContext';

/**
 * Two manifests of one kind must not have one name. Which of them is meant cannot be told, so both are bad: what was
 * good before stays in force.
 */
export function checkNames(context: CheckContext): void {
  const byKey = new Map<string, Manifest[]>();
  for (const manifest of context.manifests) {
    const key = manifestKey(manifest);
    byKey.set(key, [...(byKey.get(key) ?? []), manifest]);
  }
  for (const same of byKey.values()) {
    for (const manifest of same.length > 1 ? same : []) {
      const others = same.filter(each => each !== manifest).map(placeOf);
      context.error(
        manifest,
        '/metadata/name',
        'duplicate-name',
        `There is another ${manifest.kind} of the name "${manifest.name}", in ${others.join(' and in ')}.`,
        'Give one of them another name, or remove it.',
      );
    }
  }
}

function placeOf(manifest: Manifest): string {
  const { source } = manifest.document;
  return `${source}:${manifest.document.locate('/metadata/name').line}`;
}
