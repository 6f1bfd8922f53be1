import { problemsOf } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Problem } from '@tutti/score';

/** An error as people see it: one sentence, and the places in files that it is about. */
export interface ErrorDescription {
  message: string;
  problems: Problem[];
}

/** Takes the sentence and the problems out of an answer of the REST API, or out of any other error. */
export function describeError(error: Error): ErrorDescription {
  const { body } = error as Error & { body?: { error?: { message?: string } } };
  return { message: body?.error?.message ?? error.message, problems: problemsOf(error) };
}
