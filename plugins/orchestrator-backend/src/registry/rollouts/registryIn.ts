import type { RegistrySnapshot } from '@tutti/planner';
import type { Knex } from 'knex';
import { listReachingRollouts } from '../../database/rollouts/listReachingRollouts';
import type { BoundDefinition, Registry } from '../Registry';
import { withReachingRollouts } from './withReachingRollouts';

/**
 * The registry as it is in an environment: what is in force, with the versions that rollouts have brought there in the
 * place of their definitions' defaults.
 *
 * @param args.bound - versions that have to be known beside those in force
 */
export async function registryIn(args: {
  database: Knex;
  registry: Pick<Registry, 'snapshot'>;
  environment: { uid: string; type: string };
  bound?: BoundDefinition[];
}): Promise<RegistrySnapshot> {
  const { database, registry, environment, bound = [] } = args;
  const rollouts = await listReachingRollouts(database, environment);
  const reading = await registry.snapshot([...bound, ...rollouts]);
  return withReachingRollouts(reading.registry, rollouts);
}
