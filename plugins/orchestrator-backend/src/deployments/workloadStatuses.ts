import type {
  Deployment,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { EMPTY_SET, workloadNodeId, type DeploymentSet, type WorkloadEntry } from '@tutti/planner';
import type { Knex } from 'knex';
import { findLastDeployments } from '../database/deployments/findLastDeployments';
import { listActiveWorkloads } from '../database/deployments/listActiveWorkloads';
import { readSets } from '../database/deployments/readSets';
import { listResourceStates, type ResourceState } from '../database/ledger/listResourceStates';
import type { EnvironmentRecord } from '../environments/Environments';
import { showDeployments } from './showDeployments';

/**
 * What runs of each workload in environments: the workloads that are wanted, that a deployment under way names, or that
 * were asked for by name and have ever been deployed. Sorted by name within the order of the environments. The number of
 * statements does not depend on how many environments and workloads there are.
 */
export async function workloadStatuses(
  database: Knex,
  environments: readonly EnvironmentRecord[],
  filter: { workload?: string },
): Promise<WorkloadStatus[]> {
  const uids = environments.map(({ uid }) => uid);
  const sets = await readSets(
    database,
    environments.flatMap(({ desiredSet }) => desiredSet ?? []),
  );
  const active = await listActiveWorkloads(database, uids);
  const states = await listResourceStates(database, uids);
  const places = environments.flatMap(environment => {
    const set = setOf(environment, sets);
    const names = new Set(
      filter.workload !== undefined
        ? [filter.workload]
        : [...Object.keys(set.workloads), ...(active.get(environment.uid) ?? [])],
    );
    const environmentUid = environment.uid;
    return [...names].sort().map(workload => ({ environment, environmentUid, workload, set }));
  });
  const last = await findLastDeployments(database, places);
  const records = last.flatMap(each => [each.last, each.succeeded].filter(found => !!found));
  const shown = await showDeployments(database, records);
  const deployments = new Map(shown.map(deployment => [deployment.uid, deployment]));
  const statesOf = new Map<string, ResourceState[]>(uids.map(uid => [uid, []]));
  for (const state of states) {
    statesOf.get(state.environmentUid)?.push(state);
  }
  return places.flatMap((place, index) => {
    const { environment, workload, set } = place;
    const found = last[index];
    if (!found.last && !entryOf(set, workload)) {
      return [];
    }
    return statusOf(
      { environment, workload, set },
      statesOf.get(environment.uid) ?? [],
      found.last && deployments.get(found.last.uid),
      found.succeeded && deployments.get(found.succeeded.uid),
    );
  });
}

function statusOf(
  place: { environment: EnvironmentRecord; workload: string; set: DeploymentSet },
  states: readonly ResourceState[],
  lastDeployment: Deployment | undefined,
  lastSucceeded: Deployment | undefined,
): WorkloadStatus {
  const { environment, workload, set } = place;
  const declaredTypes = declaredTypesOf(set, workload);
  const row = states.find(({ node }) => node === workloadNodeId(workload));
  return {
    application: environment.application,
    environment: environment.name,
    environmentType: environment.type,
    workload,
    images: imagesOf(set, workload),
    readiness: row?.readiness ?? 'not-checked',
    ...(lastDeployment && { lastDeployment }),
    ...(lastSucceeded && { lastSucceeded }),
    resources: states
      .filter(state => state.workloads.includes(workload) && declaredTypes.has(state.type))
      .map(state => ({
        node: state.node,
        type: state.type,
        id: state.id,
        status: resourceStatus(state),
      })),
  };
}

function setOf(
  { desiredSet }: EnvironmentRecord,
  sets: ReadonlyMap<string, DeploymentSet>,
): DeploymentSet {
  return (desiredSet === undefined ? undefined : sets.get(desiredSet)) ?? EMPTY_SET;
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

function resourceStatus(state: ResourceState): 'ok' | 'failed' | 'pending' {
  if (state.presence === 'present' && state.settled) {
    return 'ok';
  }
  return state.presence === 'not-checked' ? 'pending' : 'failed';
}
