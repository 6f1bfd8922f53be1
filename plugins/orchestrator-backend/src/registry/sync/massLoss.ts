import type { Problem } from '@tutti/score';
import { fileProblem } from '../sources/fileProblem';
import type { SourceReading } from '../sources/SourceReading';
import type { StoredManifest } from './StoredManifest';

/** The share of a source's manifests beyond which losing them looks like an accident. */
const SHARE = 0.3;

/**
 * Guards against a folder that was emptied or mounted by half. A single manifest may always go: otherwise a source with
 * three of them could never lose one.
 *
 * @param before - what is in force of the source
 * @param vanished - what of that no source declares any more
 * @returns the problem when the source is not to be applied
 */
export function massLoss(
  reading: SourceReading,
  before: StoredManifest[],
  vanished: StoredManifest[],
): Problem | undefined {
  if (vanished.length <= 1 || vanished.length <= before.length * SHARE) {
    return undefined;
  }
  return fileProblem(
    reading.source.target,
    'mass-loss',
    `The source "${reading.source.name}" lost ${vanished.length} of its ${before.length} manifests at once, ` +
      `${vanished[0].key} among them. Nothing of it was applied; what it declared before stays in force.`,
    'Bring the files back. If they are meant to go, take them out in steps: one manifest, or at most 30 %.',
  );
}
