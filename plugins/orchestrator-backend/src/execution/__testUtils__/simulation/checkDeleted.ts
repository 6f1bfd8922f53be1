import type { Knex } from 'knex';
import type { SimulatedWorld } from './SimulatedWorld';

/** What must hold of an environment that was deleted: a sentence for each thing that does not. */
export async function checkDeleted(
  database: Knex,
  world: SimulatedWorld,
  environment: string,
): Promise<string[]> {
  const violations: string[] = [];
  for (const row of await database('ledger').where({ environment_uid: environment })) {
    const { onEnvironmentDelete } = JSON.parse(row.deletion);
    if (row.role !== 'orphan') {
      violations.push(`The environment is deleted, and ${row.node} is ${row.role}.`);
    } else if (onEnvironmentDelete !== 'retain' && row.driver === 'database') {
      violations.push(`The environment is deleted, and ${row.node} was left behind.`);
    }
  }
  const delivered = Object.keys(world.delivered.get(environment) ?? {});
  const { desired_set: hash } = await database('environments').where({ uid: environment }).first();
  const set = hash && (await database('deployment_sets').where({ hash }).first());
  if (set && Object.keys(JSON.parse(set.content).workloads).length > 0) {
    violations.push(`The environment is deleted, and ${delivered} are wanted there.`);
  }
  return violations;
}
