import type { Problem } from '../problems/Problem';
import type { ReadScoreOptions, ScoreFile } from './ReadScoreOptions';

/** Placeholder to compile against. */
export function readScore(
  text: string | Uint8Array,
  options: ReadScoreOptions,
): { files: ScoreFile[]; problems: Problem[] } {
  throw new Error(`not built yet: ${options.source} ${text.length}`);
}
