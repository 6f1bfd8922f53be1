import type { Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { differences, type PlanNode, type RegistrySnapshot } from '@tutti/planner';
import { isJsonObject, type JsonObject, type JsonValue } from '@tutti/score';

/**
 * The first identity input that two inputs differ in: with another one it would be another thing. Identity is what the
 * driver's schema marks with `identity: true`, and what the definition adds to that.
 */
export function identityChange(
  node: PlanNode,
  driver: Driver,
  registry: RegistrySnapshot,
  inputs: { before: JsonValue; after: JsonObject },
): string | undefined {
  const properties = isJsonObject(driver.inputs.properties) ? driver.inputs.properties : {};
  const definition = registry.definitions.find(
    ({ name, version }) => name === node.definition && version === node.definitionVersion,
  );
  const identity = new Set([
    ...Object.entries(properties)
      .filter(([, schema]) => isJsonObject(schema) && schema.identity === true)
      .map(([name]) => name),
    ...(definition?.spec.identity ?? []),
  ]);
  return differences(inputs.before, inputs.after, '')
    .map(({ path }) => path.split('/')[1])
    .find(name => identity.has(name));
}
