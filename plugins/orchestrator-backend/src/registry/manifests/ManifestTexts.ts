import { NotFoundError } from '@backstage/errors';
import {
  API_SOURCE,
  type ManifestView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { builtInResourceTypes, type DescribedManifest, type ManifestKind } from '@tutti/planner';
import type { Knex } from 'knex';
import { findApiManifest } from '../../database/registry/findApiManifest';
import { findStoredType } from '../../database/registry/findStoredType';
import type { Registry } from '../Registry';
import { findVersion } from '../versions/findVersion';
import { manifestText } from './manifestText';

/** The table of each kind that has no versions. */
const TABLES = {
  ResourceType: 'resource_types',
  EnvironmentType: 'environment_types',
  DefinitionTest: 'definition_tests',
} as const;

/** What {@link ManifestTexts} works with. */
export interface ManifestTextsOptions {
  database: Knex;
  registry: Pick<Registry, 'getDefinition'>;
}

/** Reads manifests back as YAML, so that people can look at what is in force, change it and save it again. */
export class ManifestTexts {
  readonly #options: ManifestTextsOptions;

  private constructor(options: ManifestTextsOptions) {
    this.#options = options;
  }

  static create(options: ManifestTextsOptions): ManifestTexts {
    return new ManifestTexts(options);
  }

  /**
   * What was saved through the API comes back as it was written, also where its version is only proposed; everything
   * else as canonical YAML.
   *
   * @throws NotFoundError when no source declares it.
   */
  async get(place: { kind: ManifestKind; name: string }): Promise<ManifestView> {
    const { kind, name } = place;
    return kind === 'ResourceDefinition' ? this.#definition(name) : this.#type({ kind, name });
  }

  /**
   * One version of a definition as canonical YAML, with the criteria that its manifest declares.
   *
   * @throws NotFoundError naming the definition or the versions that there are.
   */
  async getVersion(place: { definition: string; version: number }): Promise<ManifestView> {
    const { name, version, spec, criteria } = await findVersion(this.#options.database, place);
    const kind = 'ResourceDefinition';
    const manifest = manifestText({ kind, spec: { ...spec, criteria } });
    return { kind, name, version, manifest, form: 'canonical', readOnly: true };
  }

  async #definition(name: string): Promise<ManifestView> {
    const kind = 'ResourceDefinition';
    const { spec, version, source } = await this.#options.registry.getDefinition(name);
    const view = await this.#view({ kind, spec }, source);
    return view.form === 'written' ? view : { ...view, version };
  }

  async #type({ kind, name }: { kind: keyof typeof TABLES; name: string }): Promise<ManifestView> {
    const found = await findStoredType(this.#options.database, TABLES[kind], name);
    if (found) {
      const source = { name: found.source, file: found.file };
      return this.#view({ kind, spec: found.spec } as DescribedManifest, source);
    }
    const builtIn = builtInResourceTypes.find(type => type.name === name);
    if (kind !== 'ResourceType' || !builtIn) {
      throw new NotFoundError(`There is no ${kind} "${name}".`);
    }
    const manifest = manifestText({ kind, spec: builtIn });
    return { kind, name, manifest, form: 'canonical', readOnly: true };
  }

  async #view(described: DescribedManifest, source: { name: string; file: string }) {
    const { kind, spec } = described;
    const { name } = spec;
    const isApi = source.name === API_SOURCE;
    const written = isApi
      ? await findApiManifest(this.#options.database, { kind, name })
      : undefined;
    const view: ManifestView = {
      kind,
      name,
      manifest: written ?? manifestText(described),
      form: written === undefined ? 'canonical' : 'written',
      source,
      readOnly: !isApi,
    };
    return view;
  }
}
