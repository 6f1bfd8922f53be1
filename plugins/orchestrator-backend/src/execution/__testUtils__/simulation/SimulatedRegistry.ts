import type { DefinitionVersion, RegistrySnapshot } from '@tutti/planner';
import { testRegistry } from '../testManifests';
import type { DefinitionShape } from './Scenario';

/** The registry of a simulation: the manifests of the engine's tests, whose definitions get new versions as time goes by. */
export class SimulatedRegistry {
  #snapshot = testRegistry();
  #revision = 1;

  /** Makes another version of a definition, which is the default from now on. */
  define(name: string, shape: DefinitionShape): void {
    const versions = this.#snapshot.definitions.filter(each => each.name === name);
    const latest = versions.reduce((left, right) => (left.version > right.version ? left : right));
    const [first] = testRegistry().definitions.filter(each => each.name === name);
    const inputs = first.spec.inputs as Record<string, string>;
    const next: DefinitionVersion = {
      ...latest,
      version: latest.version + 1,
      status: 'default',
      hash: String(latest.version + 1),
      spec: {
        ...first.spec,
        inputs: { ...inputs, database: `${inputs.database}${shape.salt}` },
        deletion: {
          ...(shape.onRemoval && { onRemoval: shape.onRemoval }),
          protected: shape.protected,
        },
        provisions: shape.provides ? [{ type: 'grant', class: 'default' }] : [],
      },
    };
    this.#snapshot = {
      ...this.#snapshot,
      definitions: [
        ...this.#snapshot.definitions.map(each =>
          each.name === name ? { ...each, status: 'deprecated' as const } : each,
        ),
        next,
      ],
    };
    this.#revision += 1;
  }

  async snapshot(): Promise<{ registry: RegistrySnapshot; revision: string }> {
    return { registry: this.#snapshot, revision: String(this.#revision) };
  }
}
