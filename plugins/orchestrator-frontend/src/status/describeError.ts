import type { Problem } from '@tutti/score';

/** An error as people see it: one sentence, and the places in files that it is about. */
export interface ErrorDescription {
  message: string;
  problems: Problem[];
}

/**
 * Takes the sentence and the problems out of an error of the REST API (`ResponseError`, whose body carries
 * `error.problems` for bad input), or of any other error.
 */
export function describeError(error: Error): ErrorDescription {
  const { body } = error as Error & {
    body?: { error?: { message?: string; problems?: Problem[] } };
  };
  return {
    message: body?.error?.message ?? error.message,
    problems: body?.error?.problems ?? [],
  };
}
