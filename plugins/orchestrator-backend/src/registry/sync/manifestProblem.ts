import type { Manifest } from '@tutti/planner';
import type { Problem } from '@tutti/score';

/** A problem at a place of a manifest. */
export function manifestProblem(
  manifest: Manifest,
  args: Pick<Problem, 'severity' | 'code' | 'message' | 'pointer' | 'hint'>,
): Problem {
  const { document } = manifest;
  return { ...args, source: document.source, ...document.locate(args.pointer) };
}
