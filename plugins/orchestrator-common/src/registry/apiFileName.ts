import type { ManifestKind } from '@tutti/planner';

/** The source of what people save through the API; everything else is changed where it comes from. */
export const API_SOURCE = 'api';

/**
 * The name of the file that stands for a manifest which is saved through the API: in the change of an impact report, and
 * where a problem says which text it is about.
 */
export function apiFileName({ kind, name }: { kind: ManifestKind; name: string }): string {
  return `${API_SOURCE}/${kind}/${name}.yaml`;
}
