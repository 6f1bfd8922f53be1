import type { SourceReading } from '../sources/SourceReading';
import type { StoredManifest } from './StoredManifest';

/**
 * Whether a manifest that a source had is still meant to be there though no good one of its name was found: it is there
 * or in another source, but bad; or it stands in a file that cannot be read, or its file may have become one that cannot be read.
 *
 * @param reading - of the source that had it
 * @param all - of all sources
 */
export function isStillMeant(
  stored: StoredManifest,
  reading: SourceReading,
  all: SourceReading[],
): boolean {
  return (
    !reading.readable ||
    all.some(each => each.declared.has(stored.key)) ||
    reading.broken.has(stored.file) ||
    (reading.broken.size > 0 && !reading.files.has(stored.file))
  );
}
