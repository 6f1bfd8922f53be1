import type { ManifestKind } from '@tutti/planner';
import { API_SOURCE } from '../sources/SourceConfig';

/** The name by which problems call the text of a manifest that was saved through the API. */
export function apiFileName({ kind, name }: { kind: ManifestKind; name: string }): string {
  return `${API_SOURCE}/${kind}/${name}.yaml`;
}
