import { NotFoundError } from '@backstage/errors';
import type {
  DefinitionView,
  EnvironmentTypeView,
  ManifestSourceView,
  Page,
  ResourceTypeView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ResourceDefinitionSpec, ResourceTypeSpec } from '@tutti/planner';
import type { ListDefinitionsFilter, Registry, RegistryReading } from '../../registry/Registry';

const POSTGRES: ResourceTypeSpec = {
  name: 'postgres',
  use: 'direct',
  scope: 'workload',
  stateful: true,
  params: { type: 'object' },
  outputs: { type: 'object' },
};

function environmentType(name: string, order: number): EnvironmentTypeView {
  return {
    name,
    order,
    preview: false,
    approvals: { required: 0 },
    requireReady: false,
    lifetime: { default: 'never' },
  };
}

function definition(environment: string, owner: string): ResourceDefinitionSpec {
  return {
    name: `postgres-${environment}`,
    owner,
    type: POSTGRES.name,
    driver: 'static',
    criteria: [{ class: 'default', environmentType: environment }],
    params: {},
    dependencies: {},
    provisions: [],
    collect: {},
    inputs: {},
    secrets: {},
    deletion: {},
    catalog: {},
    takesOver: [],
    identity: [],
  };
}

/** Two environment types and a definition of `postgres` for each, owned by different groups. */
export class StubRegistry implements Registry {
  readonly #environmentTypes = [
    environmentType('development', 10),
    environmentType('production', 30),
  ];
  readonly #definitions = [
    definition('development', 'group:default/shop'),
    definition('production', 'group:default/dba'),
  ];

  async snapshot(): Promise<RegistryReading> {
    return {
      revision: '1',
      registry: {
        resourceTypes: [POSTGRES],
        environmentTypes: this.#environmentTypes,
        definitions: this.#definitions.map(spec => ({
          name: spec.name,
          version: 1,
          status: 'default',
          spec,
          hash: spec.name,
        })),
        criteria: this.#definitions.flatMap(spec =>
          spec.criteria.map(criterion => ({ definition: spec.name, criterion })),
        ),
      },
    };
  }

  async listDefinitions({
    isVisible = () => true,
  }: ListDefinitionsFilter): Promise<Page<DefinitionView>> {
    return { items: this.#definitions.map(viewOf).filter(isVisible) };
  }

  async getDefinition(name: string): Promise<DefinitionView> {
    const found = this.#definitions.find(spec => spec.name === name);
    if (!found) {
      throw new NotFoundError(`There is no resource definition "${name}".`);
    }
    return viewOf(found);
  }

  async listResourceTypes(): Promise<ResourceTypeView[]> {
    return [{ ...POSTGRES, builtIn: false }];
  }

  async listEnvironmentTypes(): Promise<EnvironmentTypeView[]> {
    return this.#environmentTypes;
  }

  async getEnvironmentType(name: string): Promise<EnvironmentTypeView> {
    return this.#environmentTypes.find(type => type.name === name)!;
  }

  async listSources(): Promise<ManifestSourceView[]> {
    return [
      {
        name: 'platform',
        kind: 'file',
        target: './platform',
        newVersions: 'default',
        status: 'ok',
        manifests: 5,
        problems: [],
      },
    ];
  }

  async sync(): Promise<void> {}
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
}

function viewOf(spec: ResourceDefinitionSpec): DefinitionView {
  const { name, owner, type, driver, criteria } = spec;
  return {
    name,
    owner,
    type,
    driver,
    criteria,
    version: 1,
    status: 'default',
    spec,
    source: { name: 'platform', file: 'definitions.yaml' },
    usage: 0,
  };
}
