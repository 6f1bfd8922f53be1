import { ResponseError } from '@backstage/errors';
import { problemsOf } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { problemLines } from '../output/problemLines';

/** The server's refusal, or the failure to reach it. */
export type ServerError = ResponseError | TypeError;

/** Whether an error is the server's refusal, or says that it could not be reached. */
export function isServerError(error: unknown): error is ServerError {
  return error instanceof ResponseError || isFetchFailure(error);
}

/** What a person has to know about it, in lines; problems of submitted files one by one. */
export function describeServerError(error: ServerError): string[] {
  if (error instanceof TypeError) {
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return [`error: The server cannot be reached${cause}.`];
  }
  const message = error.body?.error?.message ?? error.message;
  const hints =
    error.response.status === 401
      ? ['Put a token of Backstage into the variable TUTTI_TOKEN.']
      : problemLines(problemsOf(error));
  return [`error: ${message}`, ...hints.filter(hint => !message.includes(hint))];
}

/** `fetch` throws a TypeError with this message whatever the reason, and the reason as its cause. */
function isFetchFailure(error: unknown): error is TypeError {
  return error instanceof TypeError && error.message === 'fetch failed';
}
