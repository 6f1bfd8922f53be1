import type { ManifestKind } from '@tutti/planner';

/** The source of what people save through the API; everything else is changed where it comes from. */
export const API_SOURCE = 'api';

/**
 * The file of an impact's change that stands for saving a manifest here. A report is a confirmation only of the change that
 * it is about, so the name has to be the one that the server gives the text when it is saved.
 */
export function apiFile(kind: ManifestKind, name: string, content: string) {
  return { name: `${API_SOURCE}/${kind}/${name}.yaml`, content };
}
