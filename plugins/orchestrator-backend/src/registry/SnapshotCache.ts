import {
  builtInResourceTypes,
  type DefinitionVersion,
  type RegistrySnapshot,
  type ResourceDefinitionSpec,
  type ResourceTypeSpec,
} from '@tutti/planner';
import { compareText } from '@tutti/score';
import type { Knex } from 'knex';
import { readDefinitionVersions } from '../database/registry/readDefinitionVersions';
import { readRegistryContents } from '../database/registry/readRegistryContents';
import { readRegistryState } from '../database/registry/readRegistryState';
import type { BoundDefinition, RegistryReading } from './Registry';
import { isInForce, type RegistryContents } from './RegistryContents';

interface CachedRevision {
  contents: RegistryContents;
  /** Default versions of what is in force, by `<name>@<version>`. */
  inForce: Map<string, DefinitionVersion>;
  /** Other versions that were asked for, by `<name>@<version>`; `undefined`: there is none. */
  bound: Map<string, DefinitionVersion | undefined>;
  /** Snapshots by the other versions that they hold, the one asked for last at the end. */
  readings: Map<string, RegistryReading>;
}

/**
 * How many snapshots of one revision are kept. Most environments have only versions that are in force, so they share one;
 * with it they share what planning works out of it once: with 10,000 definitions that is 0.3 s for each plan.
 */
const KEPT_READINGS = 8;

/** The registry as it is at the newest revision, read once per revision and process. */
export class SnapshotCache {
  readonly #database: Knex;
  #cached?: Promise<CachedRevision>;

  static create(options: { database: Knex }): SnapshotCache {
    return new SnapshotCache(options.database);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  /** All that the database holds at the newest revision. */
  async contents(): Promise<RegistryContents> {
    return (await this.#current()).contents;
  }

  /** See `Registry.snapshot`. */
  async snapshot(bound: BoundDefinition[]): Promise<RegistryReading> {
    const current = await this.#current();
    const { inForce } = current;
    const missing = bound
      .map(({ definition, version }) => ({ definition, version, key: `${definition}@${version}` }))
      .filter(({ key }) => !inForce.has(key));
    const unread = missing.filter(({ key }) => !current.bound.has(key));
    const read = await readDefinitionVersions(this.#database, unread);
    const found = new Map(read.map(each => [`${each.name}@${each.version}`, each]));
    for (const { key } of unread) {
      current.bound.set(key, found.get(key));
    }
    const others = missing.flatMap(({ key }) => current.bound.get(key) ?? []);
    const name = [...new Set(others.map(each => `${each.name}@${each.version}`))].sort().join(' ');
    const reading = current.readings.get(name) ?? readingOf(current, others);
    current.readings.delete(name);
    current.readings.set(name, reading);
    for (const oldest of [...current.readings.keys()].slice(0, -KEPT_READINGS)) {
      current.readings.delete(oldest);
    }
    return reading;
  }

  async #current(): Promise<CachedRevision> {
    const [{ revision }, cached] = await Promise.all([
      readRegistryState(this.#database),
      this.#cached,
    ]);
    if (cached && cached.contents.revision >= revision) {
      return cached;
    }
    const reading = this.#read();
    this.#cached = reading;
    reading.catch(() => {
      // The caller gets the error; the next one reads again.
      this.#cached = this.#cached === reading ? undefined : this.#cached;
    });
    return reading;
  }

  async #read(): Promise<CachedRevision> {
    const contents = await readRegistryContents(this.#database);
    const inForce = contents.definitions
      .filter(isInForce)
      .map(({ name, version, spec, hash }): [string, DefinitionVersion] => [
        `${name}@${version}`,
        { name, version, status: 'default', spec, hash },
      ]);
    return { contents, inForce: new Map(inForce), bound: new Map(), readings: new Map() };
  }
}

/** All that is in force, and these other versions; a version that is named twice counts once. */
function readingOf(
  { contents, inForce }: CachedRevision,
  others: DefinitionVersion[],
): RegistryReading {
  const definitions = [...inForce.values(), ...new Set(others)].sort(
    (left, right) => compareText(left.name, right.name) || left.version - right.version,
  );
  return {
    registry: {
      resourceTypes: resourceTypesFor(contents, definitions),
      environmentTypes: contents.environmentTypes.map(type => type.spec),
      definitions,
      criteria: [...inForce.values()].flatMap(({ name, spec }) =>
        spec.criteria.map(criterion => ({ definition: name, criterion })),
      ),
    },
    revision: String(contents.revision),
  };
}

/** Built-in types, those in force, and archived ones that a definition of the snapshot still is about. */
function resourceTypesFor(
  contents: RegistryContents,
  definitions: DefinitionVersion[],
): RegistrySnapshot['resourceTypes'] {
  const named = new Set(definitions.flatMap(({ spec }) => typesNamedBy(spec)));
  const types = new Map<string, ResourceTypeSpec>(
    builtInResourceTypes.map(type => [type.name, type]),
  );
  for (const { name, spec, archived } of contents.resourceTypes) {
    if (!archived || (named.has(name) && !types.has(name))) {
      types.set(name, spec);
    }
  }
  return [...types.values()].sort((left, right) => compareText(left.name, right.name));
}

function typesNamedBy(spec: ResourceDefinitionSpec): string[] {
  return [
    spec.type,
    ...Object.values(spec.dependencies).map(dependency => dependency.type),
    ...spec.provisions.map(provision => provision.type),
    ...Object.values(spec.collect).flatMap(collect => [collect.type, collect.of.type]),
  ];
}
