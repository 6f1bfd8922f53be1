import { toDocument, type DescribedManifest } from '@tutti/planner';
import { stringify } from 'yaml';

/**
 * The canonical YAML of a manifest: equal specs give equal texts, and reading one gives an equal spec. Texts that a
 * reader of YAML 1.1 would take for something else are quoted; nothing is folded, and nothing is an alias.
 */
export function manifestText(manifest: DescribedManifest): string {
  return stringify(toDocument(manifest), {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
    lineWidth: 0,
    version: '1.2',
  });
}
