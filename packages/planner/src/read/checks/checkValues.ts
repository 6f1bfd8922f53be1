import { findReferences, parsePlaceholders } from '@tutti/score';
import type { CheckContext, DefinitionManifest } from './CheckContext';
import { checkReference } from './references';

/**
 * Shared values in a definition: inputs that are a text must be `${values}` alone, because of nothing else are the names
 * known when planning; and what the definition falls back on may read nothing that is made later.
 */
export function checkValues(context: CheckContext, manifest: DefinitionManifest): void {
  const { inputs, secrets, values } = manifest.spec;
  if (typeof inputs === 'string') {
    if (!isAllValues(inputs)) {
      const message =
        'The inputs are a text, and the only text that stands for inputs is ${values}.';
      const hint = 'Write a mapping; each value in it may be a placeholder.';
      context.error(manifest, '/spec/inputs', 'inputs', message, hint);
    }
    if (Object.keys(secrets).length > 0) {
      const message = 'Secrets cannot come beside inputs that are ${values} as a whole.';
      const hint = 'Write a mapping of inputs, with ${values.<name>} for each value.';
      context.error(manifest, '/spec/secrets', 'inputs', message, hint);
    }
  }
  for (const reference of findReferences(values ?? {})) {
    checkReference(context, manifest, reference, `/spec/values${reference.pointer}`, ['context']);
  }
}

function isAllValues(text: string): boolean {
  const [first, ...others] = parsePlaceholders(text);
  return (
    first?.kind === 'placeholder' &&
    first.path.length === 1 &&
    first.path[0] === 'values' &&
    others.length === 0
  );
}
