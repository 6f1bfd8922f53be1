import type { Plan } from '../model';
import { plan } from '../plan';
import { argumentsFor, manifest, platform, registryOf, workload } from './scenario';

/** The plan of workloads in an empty environment, with the platform and some more manifests. */
export function planned(manifests: string[], ...workloads: ReturnType<typeof workload>[]): Plan {
  return plan(argumentsFor(registryOf(platform, ...manifests), workloads));
}

/** A resource type. */
export function type(name: string, spec = '{}'): string {
  return manifest('ResourceType', name, spec);
}

/** The messages of all errors of a plan. */
export function errorsOf(result: Plan): string[] {
  return [...result.problems, ...result.nodes.flatMap(node => node.problems)]
    .filter(problem => problem.severity === 'error')
    .map(problem => problem.message);
}
