import { ResponseError } from '@backstage/errors';
import { problemsOf } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ImpactReport } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { escapeControl } from '../output/formatTable';
import { problemLines } from '../output/problemLines';
import { ImpactNotConfirmed } from './ImpactNotConfirmed';
import { ServerFailure } from './ServerFailure';

/** The server's refusal, also one for want of a confirmation, or the failure to get an answer. */
export type ServerError = ResponseError | ImpactNotConfirmed | ServerFailure;

/** Whether an error is the server's refusal, or says that there is no answer. */
export function isServerError(error: unknown): error is ServerError {
  return (
    error instanceof ResponseError ||
    error instanceof ImpactNotConfirmed ||
    error instanceof ServerFailure
  );
}

/** What a person has to know about it, in lines; problems of files one by one, and what a change would take away. */
export function describeServerError(error: ServerError): string[] {
  if (error instanceof ServerFailure) {
    return [`error: ${escapeControl(error.message)}`];
  }
  if (error instanceof ImpactNotConfirmed) {
    return [`error: ${error.message}`, ...impactHints(error.report)].map(escapeControl);
  }
  const message = error.body?.error?.message ?? error.message;
  const { report } = (error.body?.error ?? {}) as { report?: ImpactReport };
  const hints = [...problemLines(problemsOf(error)), ...(report ? impactHints(report) : [])];
  return [`error: ${message}`, ...hints.filter(hint => !message.includes(hint))].map(escapeControl);
}

/** Of a change that was refused because it takes something away. */
function impactHints(report: ImpactReport): string[] {
  const nodes = (report.environments ?? []).flatMap(({ application, environment, nodes: all }) =>
    all
      .filter(node => node.destructive)
      .map(node => `  ${application}/${environment} ${node.node}: ${node.reason}`),
  );
  return [...nodes, `To do it all the same, add --confirm-impact ${report.uid}.`];
}
