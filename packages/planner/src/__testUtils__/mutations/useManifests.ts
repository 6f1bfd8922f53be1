import { isJsonObject } from '@tutti/score';
import type { Problem } from '@tutti/score';
import type { ResourceTypeSpec, RegistrySnapshot } from '../../model';
import { matchDefinition } from '../../match';
import { plan, planHasErrors } from '../../plan';
import { buildSnapshot } from '../../read';
import type { Manifest } from '../../read';
import { runDefinitionTests } from '../../test';
import { argumentsFor, ledgerAfter, workload } from '../../testUtils/scenario';
import { corpusDrivers } from './corpus';

const TYPES_OF_ENVIRONMENTS = ['development', 'production'];

/**
 * Does with manifests what comes after they are accepted: writes them down and reads them back, matches, plans a
 * workload that asks for every direct type (once as new, once again on what was made), and runs their tests.
 *
 * @returns what keeps the workload from being deployed
 * @throws only when something is wrong in the code
 */
export function useManifests(manifests: readonly Manifest[]): Problem[] {
  const failed: Problem[] = [];
  const registry = JSON.parse(JSON.stringify(buildSnapshot(manifests))) as RegistrySnapshot;
  const entry = workload('web', `service: { ports: { http: { port: 80 } } }\n${asking(registry)}`);
  for (const type of TYPES_OF_ENVIRONMENTS) {
    const args = argumentsFor(registry, [entry], {
      drivers: corpusDrivers,
      values: { REGION: 'eu' },
    });
    args.context = {
      ...args.context,
      environment: { ...args.context.environment, type },
    };
    const first = plan(args);
    if (planHasErrors(first)) {
      failed.push(...first.problems, ...first.nodes.flatMap(node => node.problems));
    } else {
      plan({ ...args, base: first.set, ledger: ledgerAfter(first, []) });
    }
    for (const request of registry.resourceTypes) {
      matchDefinition(
        { type: request.name, class: 'default', id: 'web.a' },
        args.context,
        registry,
      );
    }
  }
  runDefinitionTests(
    manifests.flatMap(each => (each.kind === 'DefinitionTest' ? each.spec : [])),
    registry,
    corpusDrivers,
  );
  return failed;
}

/** Resources of every type and class that a Score file may ask for. */
function asking(registry: RegistrySnapshot): string {
  const direct = registry.resourceTypes.filter(type => type.use === 'direct');
  const resources = Object.fromEntries(
    direct.flatMap((type, index) =>
      classesOf(type, registry).map((each, number) => [
        `r${index}-${number}`,
        { type: type.name, class: each, params: paramsOf(type) },
      ]),
    ),
  );
  return `resources: ${JSON.stringify(resources)}`;
}

function classesOf(type: ResourceTypeSpec, { criteria, definitions }: RegistrySnapshot): string[] {
  const names = new Set(
    definitions.filter(({ spec }) => spec.type === type.name).map(({ name }) => name),
  );
  const classes = criteria
    .filter(({ definition }) => names.has(definition))
    .map(({ criterion }) => criterion.class);
  return [...new Set(classes)].filter(each => /^[A-Za-z0-9-]{1,40}$/.test(each));
}

/** Params that have to be something certain in a workload `web` with the port `http`. */
const KNOWN_PARAMS = new Map([
  ['path', '/'],
  ['port', 'http'],
  ['workload', 'web'],
]);

/** A text for every param that a type asks for, and nothing else. */
function paramsOf(type: ResourceTypeSpec): Record<string, string> {
  const { properties, required } = type.params;
  const names = Array.isArray(required) ? required : [];
  return Object.fromEntries(
    Object.entries(isJsonObject(properties) ? properties : {})
      .filter(([name, schema]) => names.includes(name) && isJsonObject(schema))
      .map(([name]) => [name, KNOWN_PARAMS.get(name) ?? 'a']),
  );
}
