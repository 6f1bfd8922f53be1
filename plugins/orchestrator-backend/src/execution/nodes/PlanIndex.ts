import type { DefinitionVersion, NodeId, Plan, PlanNode, RegistrySnapshot } from '@tutti/planner';
import type { JsonSchema } from '@tutti/planner';

/** Looks things up in a plan and its registry that are asked for once per node. */
export class PlanIndex {
  readonly #nodes: Map<NodeId, PlanNode>;
  readonly #definitions: Map<string, DefinitionVersion>;
  readonly #outputs: Map<string, JsonSchema>;

  private constructor(plan: Plan, registry: RegistrySnapshot) {
    // Of a node that is both wanted and taken away the wanted one comes first.
    this.#nodes = new Map([...plan.nodes].reverse().map(node => [node.node, node]));
    const wanted = new Set(plan.nodes.map(node => node.definition));
    this.#definitions = new Map(
      registry.definitions
        .filter(({ name }) => wanted.has(name))
        .map(definition => [`${definition.name}@${definition.version}`, definition]),
    );
    this.#outputs = new Map(registry.resourceTypes.map(type => [type.name, type.outputs]));
  }

  static create(plan: Plan, registry: RegistrySnapshot): PlanIndex {
    return new PlanIndex(plan, registry);
  }

  /** What the plan says of a node. */
  node(node: NodeId): PlanNode | undefined {
    return this.#nodes.get(node);
  }

  /** The definition version that a node is made with. */
  definitionOf({ definition, definitionVersion }: PlanNode): DefinitionVersion | undefined {
    return this.#definitions.get(`${definition}@${definitionVersion}`);
  }

  /** The schema of a resource type's outputs; one that is not registered promises nothing. */
  outputsOf(type: string): JsonSchema {
    return this.#outputs.get(type) ?? {};
  }
}
