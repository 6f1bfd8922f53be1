import { nodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { appendLog } from '../deployments/appendLog';
import { claimIdempotencyKey } from '../deployments/claimIdempotencyKey';
import { findCancelRequest } from '../deployments/findCancelRequest';
import { findDeployment } from '../deployments/findDeployment';
import { findDeploymentNumbers } from '../deployments/findDeploymentNumbers';
import { findLastApplied } from '../deployments/findLastApplied';
import { findLastDeployments } from '../deployments/findLastDeployments';
import { findLaterOfWorkloads } from '../deployments/findLaterOfWorkloads';
import { findNodeAppliedLater } from '../deployments/findNodeAppliedLater';
import { findPlan } from '../deployments/findPlan';
import { insertDeployment } from '../deployments/insertDeployment';
import { listActiveDeployments } from '../deployments/listActiveDeployments';
import { listActiveWorkloads } from '../deployments/listActiveWorkloads';
import { listApprovals } from '../deployments/listApprovals';
import { listDeploymentNodes } from '../deployments/listDeploymentNodes';
import { listDeployments } from '../deployments/listDeployments';
import { readLog } from '../deployments/readLog';
import { readSets } from '../deployments/readSets';
import { trimLog } from '../deployments/trimLog';
import { listExpired } from '../environments/listExpired';
import { findHeadOfLane } from '../execution/findHeadOfLane';
import { listOpenIntents } from '../execution/listOpenIntents';
import { findStandingOfLane } from '../execution/findStandingOfLane';
import { listOutboxFailures } from '../execution/listOutboxFailures';
import { listUnfinishedLanes } from '../execution/listUnfinishedLanes';
import { OUTBOX_KINDS } from '../execution/insertOutbox';
import { readOutbox } from '../execution/readOutbox';
import { findExternalIdOwner } from '../ledger/findExternalIdOwner';
import { findLedgerEntry } from '../ledger/findLedgerEntry';
import { listLedger } from '../ledger/listLedger';
import { listLedgerOfEnvironment } from '../ledger/listLedgerOfEnvironment';
import { listLedgerStates } from '../ledger/listLedgerStates';
import { listResourceStates } from '../ledger/listResourceStates';
import { listEnvironmentsWithTypes } from '../registry/listEnvironmentsWithTypes';
import { findUnfinishedImpactRequest } from '../reports/impactRequests';
import { findEnvironmentAfter } from '../retention/findEnvironmentAfter';
import { listRemovableDeployments } from '../retention/listRemovableDeployments';
import { removeIdempotencyKeys } from '../retention/removeIdempotencyKeys';
import { removeImpactReports } from '../retention/removeImpactReports';
import { removeJournal } from '../retention/removeJournal';
import { removeLogLines } from '../retention/removeLogLines';
import { removeLogs } from '../retention/removeLogs';
import { removeOutbox } from '../retention/removeOutbox';
import { removeSets } from '../retention/removeSets';
import { readActiveCounts } from '../telemetry/readActiveCounts';
import { fleetUid } from './seedFleet';

const busy = fleetUid('b', 1);
const environments = Array.from({ length: 10 }, (_, index) => fleetUid('b', index + 11));
const deployment = fleetUid('d', 5_000);
const deployments = Array.from({ length: 50 }, (_, index) => fleetUid('d', 9_000 + index));
const node = nodeId({ type: 'cache', id: 'w0.r5' });
const place = { environmentUid: busy, number: 1_900 };
const YEAR = 365 * 24 * 60 * 60;

/**
 * Everything that is asked again and again: for each call of the API, each step of a worker, and by clocks. Beside each:
 * the time that PostgreSQL 15 takes for all its statements in a database of 10,000 deployments, 1,000 environments, 50,000
 * resources and 1,000,000 log lines (EXPLAIN ANALYZE, the best of four, 2 cores, busy), and the indexes it reads.
 */
export const HOT_QUERIES: Record<string, (knex: Knex.Transaction) => Promise<unknown>> = {
  // 0.04 ms; deployments_pkey
  findDeployment: knex => findDeployment(knex, deployment),
  // 0.01 ms; deployments_pkey
  findCancelRequest: knex => findCancelRequest(knex, deployment),
  // 0.43 ms; deployments_newest_index, deployments_pkey
  'listDeployments of a busy application': knex =>
    listDeployments(knex, { applicationUid: fleetUid('a', 1), limit: 51 }),
  // 0.42 ms; deployments_newest_index, deployments_pkey
  'listDeployments of a quiet application': knex =>
    listDeployments(knex, { applicationUid: fleetUid('a', 50), limit: 51 }),
  // 0.36 ms; deployments_newest_index, deployments_pkey
  'listDeployments of an application, as far as the caller may see it': knex =>
    listDeployments(knex, {
      ...{ applicationUid: fleetUid('a', 2), environmentUids: environments, limit: 51 },
    }),
  // 0.33 ms; deployments_newest_index, deployments_pkey
  'listDeployments of an environment': knex =>
    listDeployments(knex, { environmentUids: [busy], limit: 51 }),
  // 0.33 ms; deployments_newest_index, deployments_pkey
  'listDeployments of an environment, a later page': knex =>
    listDeployments(knex, { environmentUids: [busy], before: deployment, limit: 51 }),
  // 0.36 ms; deployment_workloads_newest_index, deployments_pkey
  'listDeployments of a workload': knex =>
    listDeployments(knex, { environmentUids: [busy], workload: 'w0', limit: 51 }),
  // 0.38 ms; deployments_active_index, approvals_pkey
  'listDeployments that wait for a person': knex =>
    listDeployments(knex, {
      ...{ statuses: ['awaiting-approval'], waitsFor: 'user:default/boss', limit: 51 },
    }),
  // 0.07 ms; deployments_pkey
  findDeploymentNumbers: knex => findDeploymentNumbers(knex, deployments),
  // 0.69 ms; deployment_workloads_pkey, deployments_pkey
  findLastDeployments: knex =>
    findLastDeployments(
      knex,
      environments.flatMap(environmentUid =>
        ['w0', 'w1', 'w2', 'w3', 'w4'].map(workload => ({ environmentUid, workload })),
      ),
    ),
  // deployment_workloads_pkey, deployments_pkey, deployment_nodes_pkey
  findLastApplied: knex => findLastApplied(knex, busy, ['w1', 'w2']),
  // environments_expiry_index
  listExpired: knex => listExpired(knex, { limit: 50 }),
  // 0.11 ms; deployment_workloads_pkey, deployments_pkey, deployment_nodes_pkey
  findLaterOfWorkloads: knex =>
    findLaterOfWorkloads(knex, { ...place, workloads: ['w1'], removed: [] }),
  // 0.04 ms; deployments_number_unique, deployment_nodes_pkey
  findNodeAppliedLater: knex =>
    findNodeAppliedLater(knex, {
      ...{ ...place, nodes: [node] },
      since: { deploymentUid: deployment, planHash: 'none' },
    }),
  // 0.01 ms; plans_pkey
  findPlan: knex => findPlan(knex, deployment, 'none'),
  // 0.14 ms; deployments_number_unique
  insertDeployment: knex =>
    insertDeployment(knex, {
      ...{ uid: fleetUid('d', 20_000), environmentUid: busy, kind: 'deploy', planOnly: false },
      ...{ delta: { upsert: {}, remove: ['w1'] }, onBusy: 'queue', requestedBy: 'user:default/a' },
    }),
  // 0.05 ms; deployments_active_index
  listActiveDeployments: knex => listActiveDeployments(knex, busy),
  // 0.01 ms; deployments_active_index
  listActiveWorkloads: knex => listActiveWorkloads(knex, environments),
  // 0.10 ms; approvals_pkey
  listApprovals: knex => listApprovals(knex, deployments),
  // 0.03 ms; deployment_nodes_pkey
  listDeploymentNodes: knex => listDeploymentNodes(knex, deployment),
  // 0.12 ms; deployment_log_pkey
  appendLog: knex => appendLog(knex, deployment, [{ level: 'info', message: 'a' }]),
  // 0.08 ms; deployment_log_pkey
  readLog: knex => readLog(knex, { deploymentUid: deployment, after: 50, limit: 200 }),
  // 0.59 ms; deployment_log_pkey
  trimLog: knex => trimLog(knex, deployment, 2_000),
  // 0.01 ms; deployment_sets_pkey
  readSets: knex => readSets(knex, ['a', 'b']),
  // 0.03 ms; one row
  claimIdempotencyKey: knex =>
    claimIdempotencyKey(knex, {
      principal: 'user:default/u1',
      route: 'r',
      key: 'k',
      bodyHash: 'b',
    }),
  // 0.05 ms; deployments_under_way_index, deployments_active_index, deployments_pkey
  findHeadOfLane: knex => findHeadOfLane(knex, busy),
  // 0.02 ms; deployments_active_index
  findStandingOfLane: knex => findStandingOfLane(knex, busy),
  // 0.02 ms; deployments_active_index
  listUnfinishedLanes: knex => listUnfinishedLanes(knex),
  // 0.02 ms; journal_open_index, ledger_pkey
  listOpenIntents: knex => listOpenIntents(knex, busy),
  // 0.03 ms; outbox_waiting_index, outbox_pkey
  readOutbox: knex =>
    readOutbox(knex, {
      ...{ kinds: OUTBOX_KINDS, except: [`event:${busy}`], streams: 64, limit: 500 },
    }),
  // 0.15 ms; outbox_failing_index
  listOutboxFailures: knex => listOutboxFailures(knex, { limit: 50 }),
  // 0.02 ms; ledger_pkey
  findLedgerEntry: knex => findLedgerEntry(knex, fleetUid('e', 77)),
  // 0.03 ms; ledger_external_id_unique
  findExternalIdOwner: knex =>
    findExternalIdOwner(knex, { driver: 'static', externalId: 'x-7-7', except: fleetUid('e', 1) }),
  // 0.11 ms; ledger_pkey
  'listLedger, a page of all': knex => listLedger(knex, { after: fleetUid('e', 777), limit: 51 }),
  // 1.17 ms; ledger_environment_index
  'listLedger of environments': knex =>
    listLedger(knex, { environmentUids: environments, limit: 51 }),
  // 0.75 ms; ledger_environment_index
  'listLedger of a workload': knex =>
    listLedger(knex, { environmentUids: environments, workload: 'w1', limit: 51 }),
  // 0.18 ms; ledger_version_index
  'listLedger of a version of a definition': knex =>
    listLedger(knex, { definition: 'definition-7', version: 1, limit: 51 }),
  // 0.17 ms; ledger_type_index
  'listLedger of a type': knex => listLedger(knex, { type: 'cache', limit: 51 }),
  // 0.04 ms; ledger_type_index
  'listLedger of a class of a rare type': knex =>
    listLedger(knex, { type: 'postgres', class: 'large', limit: 51 }),
  // 0.03 ms; ledger_driver_index
  'listLedger of a rare driver': knex => listLedger(knex, { driver: 'terraform', limit: 51 }),
  // 0.03 ms; ledger_orphans_index
  'listLedger of orphans': knex => listLedger(knex, { role: 'orphan', limit: 51 }),
  // 0.03 ms; ledger_unknown_index
  'listLedger of what is unknown': knex => listLedger(knex, { presence: 'unknown', limit: 51 }),
  // 0.03 ms; ledger_waiting_index
  'listLedger of what waits for a person': knex =>
    listLedger(knex, { deletionPending: true, limit: 51 }),
  // 0.79 ms; ledger_environment_index
  listLedgerStates: knex => listLedgerStates(knex, environments),
  // 0.03 ms; ledger_type_environment_index
  'listEnvironmentsWithTypes, of a rare type': knex =>
    listEnvironmentsWithTypes(knex, ['postgres', 'workload']),
  // 0.02 ms; impact_requests_unfinished
  findUnfinishedImpactRequest: knex =>
    findUnfinishedImpactRequest(knex, { changeHash: 'x', requestedBy: 'user:default/u1' }),
  // 0.08 ms; ledger_environment_index
  listLedgerOfEnvironment: knex => listLedgerOfEnvironment(knex, busy),
  // 0.57 ms; ledger_current_unique
  listResourceStates: knex => listResourceStates(knex, environments),
  // 0.04 ms; deployments_active_index
  readActiveCounts: knex => readActiveCounts(knex),
  // 0.01 ms; one row
  findEnvironmentAfter: knex => findEnvironmentAfter(knex, busy),
  // 0.64 ms; deployments_number_unique, deployments_active_index, deployment_workloads_pkey, deployments_pkey, deployment_nodes_pkey, ledger_environment_index, journal_open_index
  'listRemovableDeployments, to be removed': knex =>
    listRemovableDeployments(knex, { environmentUid: busy, keepLast: 50, seconds: 1, limit: 20 }),
  // 0.66 ms; deployments_number_unique, deployments_active_index, deployment_workloads_pkey, deployments_pkey, deployment_nodes_pkey, ledger_environment_index, journal_open_index, plans_pkey
  'listRemovableDeployments, whose plans are to be removed': knex =>
    listRemovableDeployments(knex, {
      ...{ environmentUid: busy, keepLast: 50, seconds: 1, limit: 20, withPlans: true },
    }),
  // 6.50 ms; deployment_log_pkey
  removeLogLines: knex => removeLogLines(knex, deployments.slice(0, 20)),
  // 13.34 ms; deployments_log_index, deployment_log_pkey, deployments_pkey
  removeLogs: knex => removeLogs(knex, 30 * 24 * 60 * 60),
  // 0.26 ms; journal_finished_index, journal_pkey
  removeJournal: knex => removeJournal(knex, 30 * 24 * 60 * 60),
  // 0.20 ms; deployment_sets_pkey, plans_base_set_index, deployments_set_index, deployments_base_set_index
  removeSets: knex => removeSets(knex, { seconds: 60 }),
  // 0.03 ms; impact_requests_created_index, reports_pkey
  removeImpactReports: knex => removeImpactReports(knex, YEAR),
  // 0.02 ms; idempotency_created_at_index
  removeIdempotencyKeys: knex => removeIdempotencyKeys(knex, YEAR),
  // 0.02 ms; outbox_set_aside_index
  removeOutbox: knex => removeOutbox(knex, YEAR),
};
