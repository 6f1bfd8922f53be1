import { compareText } from '@tutti/score';
import type { EnvironmentTypeSpec, RegistrySnapshot, ResourceDefinitionSpec } from '../model';
import { builtInResourceTypes } from './builtInResourceTypes';
import { definitionHash } from './definitionHash';
import type { Manifest } from './Manifest';

/**
 * A registry in which version 1 of every manifest is the default, for tests, the command line and benchmarks. Built-in
 * resource types are added where no manifest has their name; of two manifests with one name the last one counts.
 */
export function buildSnapshot(manifests: readonly Manifest[]): RegistrySnapshot {
  const types = new Map(builtInResourceTypes.map(type => [type.name, type]));
  const environmentTypes = new Map<string, EnvironmentTypeSpec>();
  const definitions = new Map<string, ResourceDefinitionSpec>();
  for (const manifest of manifests) {
    if (manifest.kind === 'ResourceType') {
      types.set(manifest.name, manifest.spec);
    } else if (manifest.kind === 'EnvironmentType') {
      environmentTypes.set(manifest.name, manifest.spec);
    } else if (manifest.kind === 'ResourceDefinition') {
      definitions.set(manifest.name, manifest.spec);
    }
  }
  const specs = sortedByName(definitions.values());
  return {
    resourceTypes: sortedByName(types.values()),
    environmentTypes: sortedByName(environmentTypes.values()),
    definitions: specs.map(spec => ({
      name: spec.name,
      version: 1,
      status: 'default',
      spec,
      hash: definitionHash(spec),
    })),
    criteria: specs.flatMap(spec =>
      spec.criteria.map(criterion => ({ definition: spec.name, criterion })),
    ),
  };
}

function sortedByName<Named extends { name: string }>(specs: Iterable<Named>): Named[] {
  return [...specs].sort((left, right) => compareText(left.name, right.name));
}
