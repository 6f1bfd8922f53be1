import { readManifests } from '@tutti/planner';
import type { ManifestKind } from '@tutti/planner';
import type { Problem } from '@tutti/score';

/** What a text says, as far as it can be told without the registry. */
export interface CheckedText {
  /** The name of the manifest, when there is exactly one that can be read. */
  name?: string;
  problems: Problem[];
}

/**
 * Checks a text while it is written: YAML, the schema of the manifest, and that it is one manifest of the kind. What
 * takes the rest of the registry to know, the server tells when the impact is asked for.
 *
 * @param name - of the manifest that is changed; absent: it is new and may have any name
 */
export function checkText(text: string, kind: ManifestKind, name?: string): CheckedText {
  const { manifests, problems } = readManifests(text, { source: `${name ?? 'new'}.yaml` });
  if (problems.some(problem => problem.severity === 'error')) {
    return { problems };
  }
  const wrong = (message: string, hint: string): CheckedText => ({
    problems: [
      ...problems,
      { severity: 'error', code: 'manifest', message, hint, source: 'text', line: 1, pointer: '' },
    ],
  });
  const [manifest, ...others] = manifests;
  if (!manifest || others.length > 0) {
    return wrong(
      `The text holds ${manifests.length} manifests.`,
      `Write exactly one of kind ${kind}.`,
    );
  }
  if (manifest.kind !== kind) {
    return wrong(`The manifest is a ${manifest.kind}.`, `Write one of kind ${kind}.`);
  }
  if (name !== undefined && manifest.name !== name) {
    return wrong(
      `The manifest is named "${manifest.name}", and this is the page of "${name}".`,
      'A manifest keeps its name: save it as a new one and delete this one.',
    );
  }
  return { name: manifest.name, problems };
}
