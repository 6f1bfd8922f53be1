import { definition, deltaOf, manifest, platform, registryOf, workload } from './scenario';
import { plan } from '../plan';
import type { Plan, PlanArguments, WorkloadEntry } from '../model';

/** Resource types of the shop that tests deploy. */
export const types = [
  manifest('ResourceType', 'postgres', 'stateful: true'),
  manifest('ResourceType', 'cache', 'stateful: false'),
  manifest('ResourceType', 'server', '{ scope: environment, use: internal }'),
].join('\n');
const cache = definition('cache', 'type: cache\n  driver: static\n  inputs: { host: cache }');
const postgres = definition(
  'postgres',
  `type: postgres
  driver: database
  dependencies: { server: { type: server } }
  inputs: { server: "\${resources.server}", database: "\${context.resource.name}" }`,
);
const server = definition('server', 'type: server\n  driver: static\n  inputs: { host: pg }');
/** Its definitions: databases on one server, caches, and what workloads need. */
export const registry = registryOf(platform, types, cache, postgres, server);

/** A workload with a database. */
export const web = workload('web', 'resources: { db: { type: postgres } }');
/** Another one. */
export const api = workload('api', 'resources: { db: { type: postgres } }');

/** The plan for some workloads on top of what was deployed. */
export function redeploy(args: PlanArguments, ...workloads: WorkloadEntry[]): Plan {
  return plan({ ...args, delta: deltaOf(workloads) });
}
