import type { Knex } from 'knex';
import type { Effect, SimulatedWorld } from './SimulatedWorld';

/** What must hold of all that several replicas have done: a sentence for each thing that does not. */
export async function checkHistory(database: Knex, world: SimulatedWorld): Promise<string[]> {
  return [...checkEffects(world.effects), ...(await checkOrder(database))];
}

/** Outside, numbers of owners only grow, and each effect happens under one key, once; repeats are told apart by it. */
function checkEffects(effects: Effect[]): string[] {
  const violations: string[] = [];
  const deployments = new Map<string, number>();
  for (const { environment, deployment, node, repeated } of effects) {
    const latest = deployments.get(environment) ?? 0;
    if (deployment < latest && !repeated) {
      violations.push(`${node} was changed for deployment ${deployment} after ${latest}.`);
    }
    deployments.set(environment, Math.max(latest, deployment));
  }
  return violations;
}

/** Intents of one environment follow the numbers of its deployments, and the fences under which they were written. */
async function checkOrder(database: Knex): Promise<string[]> {
  const rows = await database('journal')
    .join('deployments', 'deployments.uid', 'journal.deployment_uid')
    .orderBy('journal.uid')
    .select('journal.node', 'journal.fence', 'deployments.number', {
      environment: 'deployments.environment_uid',
    });
  const last = new Map<string, { fence: number; number: number }>();
  const violations: string[] = [];
  for (const { environment, node, fence, number } of rows) {
    const before = last.get(environment) ?? { fence: 0, number: 0 };
    if (fence < before.fence || number < before.number) {
      violations.push(
        `${node} was intended by deployment ${number} under fence ${fence} after deployment ${before.number} under ${before.fence}.`,
      );
    }
    last.set(environment, { fence, number });
  }
  return violations;
}
