import type { Problem } from '@tutti/score';

/**
 * The problems that an answer lists, when the call was refused because files in it are wrong: each with its source,
 * line, column and hint. Empty for every other error.
 */
export function problemsOf(error: unknown): Problem[] {
  if (error === null || typeof error !== 'object' || !('body' in error)) {
    return [];
  }
  const { error: refusal } = (error.body ?? {}) as { error?: { problems?: unknown } };
  return Array.isArray(refusal?.problems) ? (refusal.problems as Problem[]) : [];
}
