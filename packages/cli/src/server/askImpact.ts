import { setTimeout as delay } from 'node:timers/promises';
import type {
  ImpactChange,
  ImpactReport,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { ServerFailure } from './ServerFailure';

/** Milliseconds between questions about a report that is being made. */
const PAUSE = 500;

/**
 * Asks what a change would do and waits for the report, which a large fleet takes some time for.
 *
 * @throws ServerFailure when the report could not be made.
 */
export async function askImpact(
  client: PlatformOrchestratorApi,
  change: ImpactChange,
): Promise<ImpactReport> {
  let report = await client.askImpact(change);
  while (report.status === 'pending' || report.status === 'running') {
    await delay(PAUSE);
    report = await client.getImpact(report.uid);
  }
  if (report.status === 'failed') {
    throw new ServerFailure(`The impact could not be found out: ${report.error ?? 'no reason'}`);
  }
  return report;
}
