import { ResponseError } from '@backstage/errors';
import type {
  ImpactReport,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Terminal } from '../program/Terminal';
import { escapeControl } from '../output/formatTable';
import type { ConfirmOptions } from './confirmOption';
import { ImpactNotConfirmed } from './ImpactNotConfirmed';
import { waitForImpact } from './waitForImpact';

/**
 * Makes a change that the server may answer with an impact report which it is still making: waits for it, and confirms it
 * where it shows that nothing is taken away.
 *
 * @param send - makes the change, with what confirms it
 * @throws ImpactNotConfirmed when the report shows a loss; ServerFailure when it could not be made; otherwise as `send`.
 */
export async function makeConfirmed<T>(
  client: PlatformOrchestratorApi,
  { confirmImpact }: ConfirmOptions,
  terminal: Terminal,
  send: (confirmed: ConfirmOptions) => Promise<T>,
): Promise<T> {
  const confirmed = confirmImpact === undefined ? {} : { confirmImpact };
  try {
    return await send(confirmed);
  } catch (error) {
    const unfinished = unfinishedReportOf(error);
    if (!unfinished) {
      throw error;
    }
    terminal.note(escapeControl(unfinished.message));
    const report = await waitForImpact(client, unfinished.report);
    const { affected, notEvaluated, destructive } = report.summary!;
    if (destructive > 0) {
      throw new ImpactNotConfirmed(report);
    }
    terminal.note(
      `It takes nothing away: ${affected} environments would change, ${notEvaluated} could not be evaluated.`,
    );
    return send({ confirmImpact: report.uid });
  }
}

function unfinishedReportOf(error: unknown): { message: string; report: ImpactReport } | undefined {
  if (!(error instanceof ResponseError)) {
    return undefined;
  }
  const refusal = error.body?.error as { message: string; report?: ImpactReport } | undefined;
  const status = refusal?.report?.status;
  return status === 'pending' || status === 'running'
    ? { message: refusal!.message, report: refusal!.report! }
    : undefined;
}
