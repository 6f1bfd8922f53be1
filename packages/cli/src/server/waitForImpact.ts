import { setTimeout as delay } from 'node:timers/promises';
import type {
  ImpactReport,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { ServerFailure } from './ServerFailure';

/** Milliseconds between questions about a report that is being made. */
const PAUSE = 500;

/**
 * Waits for a report, which a large fleet takes some time for.
 *
 * @throws ServerFailure when the report could not be made.
 */
export async function waitForImpact(
  client: PlatformOrchestratorApi,
  asked: ImpactReport,
): Promise<ImpactReport> {
  let report = asked;
  while (report.status === 'pending' || report.status === 'running') {
    await delay(PAUSE);
    report = await client.getImpact(report.uid);
  }
  if (report.status === 'failed') {
    throw new ServerFailure(`The impact could not be found out: ${report.error ?? 'no reason'}`);
  }
  return report;
}
