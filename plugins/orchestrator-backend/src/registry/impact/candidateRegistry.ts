import { NotFoundError } from '@backstage/errors';
import {
  checkManifests,
  definitionHash,
  manifestKey,
  readManifests,
  type DefinitionTestSpec,
  type DefinitionVersion,
  type DriverDescriptor,
  type Manifest,
  type RegistrySnapshot,
  type ResourceDefinitionSpec,
} from '@tutti/planner';
import type { ImpactChange } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { compareText, hasErrors } from '@tutti/score';
import { ProblemsError } from '../../problems/ProblemsError';
import type { RegistryContents } from '../RegistryContents';
import { storedManifests, type StoredManifest } from '../sync/StoredManifest';

/** The registry as a change would leave it. */
export interface CandidateRegistry {
  registry: RegistrySnapshot;
  /** Resource types whose nodes may be touched, because a definition of the type, or the type itself, changes. */
  types: Set<string>;
  /** Names of the definitions that the change takes away. */
  removedDefinitions: Set<string>;
  /** All tests of definitions, by name. */
  tests: DefinitionTestSpec[];
}

/** A snapshot that changes are being made to. */
class Candidate {
  readonly types = new Set<string>();
  readonly removedDefinitions = new Set<string>();
  readonly #contents: RegistryContents;
  readonly #resourceTypes: Map<string, RegistrySnapshot['resourceTypes'][number]>;
  readonly #environmentTypes: Map<string, RegistrySnapshot['environmentTypes'][number]>;
  readonly #definitions: Map<string, DefinitionVersion>;
  #criteria: RegistrySnapshot['criteria'];

  constructor(snapshot: RegistrySnapshot, contents: RegistryContents) {
    this.#contents = contents;
    this.#resourceTypes = new Map(snapshot.resourceTypes.map(type => [type.name, type]));
    this.#environmentTypes = new Map(snapshot.environmentTypes.map(type => [type.name, type]));
    this.#definitions = new Map(snapshot.definitions.map(each => [keyOf(each), each]));
    this.#criteria = snapshot.criteria;
  }

  remove(key: string): void {
    const [kind, name] = key.split('/');
    if (kind === 'ResourceType') {
      this.types.add(name);
      this.#resourceTypes.delete(name);
    } else if (kind === 'EnvironmentType') {
      this.#environmentTypes.delete(name);
    } else if (kind === 'ResourceDefinition') {
      this.removedDefinitions.add(name);
      this.#retire(name, 'archived');
    }
  }

  add(manifest: Manifest): void {
    if (manifest.kind === 'ResourceType') {
      this.types.add(manifest.name);
      this.#resourceTypes.set(manifest.name, manifest.spec);
    } else if (manifest.kind === 'EnvironmentType') {
      this.#environmentTypes.set(manifest.name, manifest.spec);
    } else if (manifest.kind === 'ResourceDefinition') {
      this.promote(manifest.name, manifest.spec);
    }
  }

  /** @param version - absent: the one that has this content, or the next one. */
  promote(name: string, spec: ResourceDefinitionSpec, version?: number): void {
    const hash = definitionHash(spec);
    const known = this.#contents.definitions.find(each => each.name === name)?.versions ?? [];
    const number =
      version ??
      known.find(each => each.hash === hash)?.version ??
      Math.max(0, ...known.map(each => each.version)) + 1;
    this.#retire(name, 'deprecated');
    this.types.add(spec.type);
    const promoted: DefinitionVersion = { name, version: number, status: 'default', spec, hash };
    this.#definitions.set(keyOf(promoted), promoted);
    this.#criteria = [
      ...this.#criteria,
      ...spec.criteria.map(criterion => ({ definition: name, criterion })),
    ];
  }

  snapshot(): RegistrySnapshot {
    return {
      resourceTypes: byName(this.#resourceTypes.values()),
      environmentTypes: byName(this.#environmentTypes.values()),
      definitions: byName(this.#definitions.values()),
      criteria: this.#criteria,
    };
  }

  #retire(name: string, status: DefinitionVersion['status']): void {
    for (const [key, each] of this.#definitions) {
      if (each.name === name && each.status === 'default') {
        this.types.add(each.spec.type);
        this.#definitions.set(key, { ...each, status });
      }
    }
    this.#criteria = this.#criteria.filter(each => each.definition !== name);
  }
}

/**
 * Applies a change to a snapshot, as if all of it came into force. Pure.
 *
 * @param args.snapshot - with the versions that ledger rows and pins are bound to, which stay known
 * @param args.promoted - the versions that the change promotes, with the criteria of their manifests
 * @throws ProblemsError for what is wrong in the files of the change; NotFoundError for a manifest or source that it takes
 *   away and there is not.
 */
export function candidateRegistry(args: {
  contents: RegistryContents;
  snapshot: RegistrySnapshot;
  change: ImpactChange;
  promoted: DefinitionVersion[];
  drivers: DriverDescriptor[];
}): CandidateRegistry {
  const { contents, snapshot, change, promoted, drivers } = args;
  const stored = storedManifests(contents);
  const fresh = readFiles(change);
  const declared = new Set(fresh.map(manifestKey));
  assertKnown(change, stored, contents);
  const removed = new Set([
    ...(change.remove ?? []).map(manifestKey),
    ...[...stored.values()]
      .filter(each => each.source === change.source && !declared.has(each.key))
      .map(each => each.key),
  ]);
  const standing = [...stored.values()]
    .filter(each => !declared.has(each.key) && !removed.has(each.key))
    .map(each => each.manifest);
  const files = new Set((change.files ?? []).map(file => file.name));
  const problems = checkManifests([...fresh, ...standing], { drivers }).problems.filter(problem =>
    files.has(problem.source),
  );
  if (hasErrors(problems)) {
    throw new ProblemsError(problems);
  }
  const candidate = new Candidate(snapshot, contents);
  for (const key of removed) {
    candidate.remove(key);
  }
  for (const manifest of fresh) {
    candidate.add(manifest);
  }
  for (const { name, version, spec } of promoted) {
    candidate.promote(name, spec, version);
  }
  const tests = [...fresh, ...standing].flatMap(manifest =>
    manifest.kind === 'DefinitionTest' ? manifest.spec : [],
  );
  return {
    registry: candidate.snapshot(),
    types: candidate.types,
    removedDefinitions: candidate.removedDefinitions,
    tests: byName(tests),
  };
}

/** A change of something that is not there would have no impact, and nobody would learn that it is a slip. */
function assertKnown(
  { remove = [], source }: ImpactChange,
  stored: Map<string, StoredManifest>,
  contents: RegistryContents,
): void {
  const absent = remove.find(each => !stored.has(manifestKey(each)));
  if (absent) {
    throw new NotFoundError(`There is no ${absent.kind} "${absent.name}".`);
  }
  const { definitions, resourceTypes, environmentTypes, definitionTests } = contents;
  const rows = [...definitions, ...resourceTypes, ...environmentTypes, ...definitionTests];
  if (source !== undefined && !rows.some(row => row.source === source)) {
    throw new NotFoundError(
      `No manifest comes from a source "${source}": leave source out when the files are its first ones.`,
    );
  }
}

function readFiles(change: ImpactChange): Manifest[] {
  const manifests: Manifest[] = [];
  for (const { name, content } of change.files ?? []) {
    const read = readManifests(content, { source: name });
    if (hasErrors(read.problems)) {
      throw new ProblemsError(read.problems);
    }
    manifests.push(...read.manifests);
  }
  return manifests;
}

function keyOf({ name, version }: { name: string; version: number }): string {
  return `${name}@${version}`;
}

function byName<T extends { name: string; version?: number }>(items: Iterable<T>): T[] {
  return [...items].sort(
    (left, right) =>
      compareText(left.name, right.name) || (left.version ?? 0) - (right.version ?? 0),
  );
}
