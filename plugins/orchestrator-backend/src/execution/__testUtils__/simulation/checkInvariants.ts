import {
  isFinal,
  type DeploymentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import type { SimulatedWorld } from './SimulatedWorld';

/**
 * What must hold of one environment whenever no deployment is in its lane: a sentence for each thing that does not.
 * Reads the tables by plain SQL, so that a mistake in the code that reads them does not hide itself.
 */
export async function checkInvariants(
  database: Knex,
  world: SimulatedWorld,
  environment: string,
): Promise<string[]> {
  return [
    ...world.violations,
    ...(await checkLedger(database, world, environment)),
    ...(await checkStatuses(database, environment)),
    ...(await checkJournal(database, world, environment)),
    ...(await checkSecrets(database, world, environment)),
  ];
}

/** What exists is known, what is known to be there exists, and one incarnation of a node is the current one. */
async function checkLedger(
  database: Knex,
  world: SimulatedWorld,
  environment: string,
): Promise<string[]> {
  const rows = await database('ledger').where({ environment_uid: environment });
  const known = new Map(rows.map(row => [row.uid, row]));
  const violations: string[] = [];
  for (const thing of world.things.values()) {
    if (thing.environment === environment && !known.has(thing.ledgerUid)) {
      violations.push(`${thing.node} exists, and the ledger has no row of it.`);
    }
  }
  const current = new Set<string>();
  for (const row of rows) {
    if (row.role === 'current' && current.has(row.node)) {
      violations.push(`${row.node} has two current incarnations.`);
    }
    if (row.role === 'current') {
      current.add(row.node);
    }
    if (row.driver === 'database' && row.presence === 'present' && !world.things.has(row.uid)) {
      violations.push(`${row.node} (${row.role}) is said to be present, and does not exist.`);
    }
  }
  return violations;
}

/** Deployments that have ended have no node that has not, and succeed only when all of their nodes have. */
async function checkStatuses(database: Knex, environment: string): Promise<string[]> {
  const rows = await database('deployment_nodes')
    .join('deployments', 'deployments.uid', 'deployment_nodes.deployment_uid')
    .where({ 'deployments.environment_uid': environment })
    .select('deployments.number', 'deployments.status', 'deployment_nodes.node', {
      nodeStatus: 'deployment_nodes.status',
    });
  const violations: string[] = [];
  for (const { number, status, node, nodeStatus } of rows) {
    const open = nodeStatus === 'pending' || nodeStatus === 'running';
    if (open && isFinal(status as DeploymentStatus)) {
      violations.push(`Deployment ${number} is ${status}, but its node ${node} is ${nodeStatus}.`);
    } else if (status === 'succeeded' && nodeStatus !== 'succeeded') {
      violations.push(`Deployment ${number} succeeded, but its node ${node} is ${nodeStatus}.`);
    }
  }
  const silent = await database('deployments')
    .where({ environment_uid: environment, error: null })
    .where(either => either.where({ status: 'failed' }).orWhere({ status: 'needs-attention' }));
  for (const { number, status } of silent) {
    violations.push(`Deployment ${number} is ${status}, and nobody says why.`);
  }
  return violations;
}

/** Every effect was intended before, and the numbers of owners only grow. */
async function checkJournal(
  database: Knex,
  world: SimulatedWorld,
  environment: string,
): Promise<string[]> {
  const rows = await database('journal')
    .join('deployments', 'deployments.uid', 'journal.deployment_uid')
    .where({ 'deployments.environment_uid': environment })
    .orderBy('journal.uid')
    .select('journal.*', 'deployments.number');
  const violations: string[] = [];
  let fence = 0;
  for (const row of rows) {
    if (row.fence < fence) {
      violations.push(
        `${row.node}: an effect was intended under fence ${row.fence} after ${fence}.`,
      );
    }
    fence = Math.max(fence, row.fence);
  }
  const intended = new Set(rows.map(row => row.idempotency_key));
  for (const effect of world.effects) {
    if (effect.environment === environment && !intended.has(effect.key)) {
      violations.push(`${effect.node}: an effect happened that the journal does not know.`);
    }
  }
  return violations;
}

/** No secret is readable anywhere. */
async function checkSecrets(
  database: Knex,
  world: SimulatedWorld,
  environment: string,
): Promise<string[]> {
  const own = database('deployments').where({ environment_uid: environment }).select('uid');
  const texts = await Promise.all([
    database('deployments').where({ environment_uid: environment }),
    database('ledger').where({ environment_uid: environment }),
    database('plans').whereIn('deployment_uid', own.clone()),
    database('journal').whereIn('deployment_uid', own.clone()),
    database('deployment_log').whereIn('deployment_uid', own.clone()),
    database('deployment_nodes').whereIn('deployment_uid', own.clone()),
    database('outbox').where({ environment_uid: environment }),
    database('deployment_sets'),
  ]);
  const text = JSON.stringify(texts);
  return [...world.passwords.values()].flatMap(password =>
    [password, Buffer.from(password).toString('base64').replace(/=+$/, '')].some(form =>
      text.includes(form),
    )
      ? ['A password can be read in the database.']
      : [],
  );
}
