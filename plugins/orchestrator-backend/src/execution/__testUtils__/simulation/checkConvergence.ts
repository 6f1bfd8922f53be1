import type { Knex } from 'knex';
import { canonicalJson } from '@tutti/score';
import type { SimulatedWorld } from './SimulatedWorld';

/**
 * What must hold after everything that is wanted was deployed and nothing went wrong: it succeeds, in the end it
 * plans nothing, and what is recorded is what there is.
 */
export async function checkConvergence(
  database: Knex,
  world: SimulatedWorld,
  deployment: Record<string, string>,
  attempt: 'first' | 'second' | 'third',
): Promise<string[]> {
  const { status, error, summary, environment_uid: environment } = deployment;
  if (status !== 'succeeded') {
    return [`It is ${status}: ${error ?? deployment.approval_reason}`];
  }
  const violations: string[] = [];
  const actions = Object.keys(JSON.parse(summary)).filter(action => action !== 'unchanged');
  if (attempt === 'third' && actions.length > 0) {
    violations.push(`Everything was deployed twice, and it plans ${summary}.`);
  }
  const rows = await database('ledger').where({ environment_uid: environment });
  for (const row of rows) {
    const thing = world.things.get(row.uid);
    if (row.role === 'replaced') {
      violations.push(`${row.node} is still being replaced.`);
    } else if (row.role === 'current' && !row.settled) {
      violations.push(`${row.node} is not settled.`);
    } else if (row.role === 'current' && row.driver === 'database' && !thing) {
      violations.push(`${row.node} does not exist.`);
    } else if (
      row.role === 'current' &&
      row.type !== 'grant' && // takes secrets: references here, clear text there
      thing &&
      canonicalJson(JSON.parse(row.inputs)) !== canonicalJson(thing.inputs)
    ) {
      violations.push(`${row.node} is recorded with other inputs than it has.`);
    }
  }
  const { desired_set: hash } = await database('environments').where({ uid: environment }).first();
  const set = await database('deployment_sets').where({ hash }).first();
  const wanted = Object.keys(JSON.parse(set.content).workloads).sort();
  const delivered = Object.keys(world.delivered.get(environment) ?? {}).sort();
  if (wanted.join() !== delivered.join()) {
    violations.push(`${delivered} were delivered, and ${wanted} are wanted.`);
  }
  return violations;
}
