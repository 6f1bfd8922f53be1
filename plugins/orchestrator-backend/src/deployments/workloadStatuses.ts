import type {
  Deployment,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { workloadNodeId, type DeploymentSet, type WorkloadEntry } from '@tutti/planner';
import type { Knex } from 'knex';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { findLastDeployment } from '../database/deployments/findLastDeployment';
import { listActiveDeployments } from '../database/deployments/listActiveDeployments';
import { readSet } from '../database/deployments/readSet';
import type { LedgerEntry } from '../database/ledger/LedgerEntry';
import { listLedgerOfEnvironment } from '../database/ledger/listLedgerOfEnvironment';
import type { EnvironmentRecord } from '../environments/Environments';

/**
 * What runs of each workload in one environment: the workloads that are wanted, that a deployment under way names, or
 * that were asked for by name and have ever been deployed. Sorted by name.
 */
export async function workloadStatuses(
  database: Knex,
  environment: EnvironmentRecord,
  filter: { workload?: string },
  show: (record: DeploymentRecord) => Promise<Deployment>,
): Promise<WorkloadStatus[]> {
  const set = await readSet(database, environment.desiredSet);
  const active = await listActiveDeployments(database, environment.uid);
  const ledger = await listLedgerOfEnvironment(database, environment.uid);
  const names = new Set(
    filter.workload !== undefined
      ? [filter.workload]
      : [
          ...Object.keys(set.workloads),
          ...active.filter(({ planOnly }) => !planOnly).flatMap(({ workloads }) => workloads),
        ],
  );
  const statuses: WorkloadStatus[] = [];
  for (const workload of [...names].sort()) {
    const at = { environmentUid: environment.uid, workload };
    const last = await findLastDeployment(database, at);
    const succeeded = last && (await findLastDeployment(database, { ...at, succeeded: true }));
    if (!last && !entryOf(set, workload)) {
      continue;
    }
    const row = ledger.find(
      ({ node, role }) => node === workloadNodeId(workload) && role === 'current',
    );
    const declaredTypes = declaredTypesOf(set, workload);
    statuses.push({
      application: environment.application,
      environment: environment.name,
      environmentType: environment.type,
      workload,
      images: imagesOf(set, workload),
      readiness: row?.readiness ?? 'not-checked',
      ...(last && { lastDeployment: await show(last) }),
      ...(succeeded && { lastSucceeded: await show(succeeded) }),
      resources: ledger
        .filter(entry => entry.role === 'current' && entry.workloads.includes(workload))
        .filter(({ type }) => declaredTypes.has(type))
        .map(entry => ({
          node: entry.node,
          type: entry.type,
          id: entry.id,
          status: resourceStatus(entry),
        })),
    });
  }
  return statuses;
}

/** Names come from callers, and `constructor` is one that every object seems to have. */
function entryOf(set: DeploymentSet, workload: string): WorkloadEntry | undefined {
  return Object.hasOwn(set.workloads, workload) ? set.workloads[workload] : undefined;
}

function imagesOf(set: DeploymentSet, workload: string): Record<string, string> {
  const containers = entryOf(set, workload)?.workload.containers ?? {};
  return Object.fromEntries(
    Object.entries(containers).map(([name, container]) => [name, String(container.image)]),
  );
}

/** What the Score file asks for; what definitions bring along is the platform's business. */
function declaredTypesOf(set: DeploymentSet, workload: string): Set<string> {
  const resources = entryOf(set, workload)?.workload.resources ?? {};
  return new Set(Object.values(resources).map(({ type }) => type));
}

function resourceStatus(entry: LedgerEntry): 'ok' | 'failed' | 'pending' {
  if (entry.presence === 'present' && entry.settled) {
    return 'ok';
  }
  return entry.presence === 'not-checked' ? 'pending' : 'failed';
}
