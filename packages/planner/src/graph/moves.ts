import { canonicalJson, privateResourceId, readProperty, sortedEntries } from '@tutti/score';
import { DEFAULT_CLASS } from '../model';
import type { DeploymentDelta, DeploymentSet, WorkloadEntry } from '../model';

/** The annotation that says what a workload, or a resource, was called before. */
export const MOVED_FROM_ANNOTATION = 'tutti.dev/moved-from';

/** Which ids were called otherwise before; what is left is decided by the ledger. */
export interface Moves {
  /** New workload → old workload. */
  workloads: ReadonlyMap<string, string>;
  /** New id of a resource → old id; the same one where only its class may have been another. */
  resources: ReadonlyMap<string, string>;
  /** The nodes that Score files ask for: nothing is moved away from them. */
  wanted: ReadonlySet<string>;
}

/**
 * Renames that follow from sources: a source that a workload of the base is bound to, and that now holds another, new
 * workload instead. Only one-to-one renames count, so a file that gains a workload is no rename.
 *
 * @returns new name → old name
 */
export function findRenames(base: DeploymentSet, delta: DeploymentDelta): Map<string, string> {
  const renames = new Map<string, string>();
  const added = sortedEntries(delta.upsert).filter(
    ([name]) => !Object.hasOwn(base.workloads, name),
  );
  const gone = Object.entries(base.workloads).filter(([old]) => !Object.hasOwn(delta.upsert, old));
  const goneBySource = namesBySource(gone);
  for (const [source, [name, ...rivals]] of namesBySource(added)) {
    const [old, ...others] = goneBySource.get(source) ?? [];
    if (old !== undefined && rivals.length === 0 && others.length === 0) {
      renames.set(name, old);
    }
  }
  return renames;
}

/** All moves of a set: renames by source and those that annotations ask for, whose old place is not wanted. */
export function findMoves(set: DeploymentSet): Moves {
  const workloads = new Map<string, string>();
  const resources = new Map<string, string>();
  const wanted = privateResources(set);
  for (const [name, { workload, renamedFrom }] of sortedEntries(set.workloads)) {
    if (renamedFrom !== undefined) {
      workloads.set(name, renamedFrom);
    }
    const oldName = readProperty(workload.metadata.annotations, MOVED_FROM_ANNOTATION);
    if (typeof oldName === 'string' && !Object.hasOwn(set.workloads, oldName)) {
      workloads.set(name, oldName);
    }
    for (const [key, resource] of sortedEntries(workload.resources)) {
      const old = readProperty(resource.metadata?.annotations, MOVED_FROM_ANNOTATION);
      if (typeof old === 'string') {
        const oldId = old.includes('.') ? old : privateResourceId(name, old);
        const id = resource.id ?? privateResourceId(name, key);
        // The same id means that its class was another one.
        if (oldId === id || !wanted.has(oldId)) {
          resources.set(id, oldId);
        }
      }
    }
  }
  return { workloads, resources, wanted: wantedNodes(set) };
}

/** What a node was called before the moves. */
export interface PreviousNames {
  id: string;
  /** The workload that it was private to. */
  owner?: string;
}

/**
 * What the node of a workload, or of a resource in its Score file, was called before the moves; `undefined`: the same.
 * What definitions ask for follows from the names of the node that asks.
 *
 * @param owner - the workload that the node is private to
 */
export function previousNames(
  moves: Moves,
  id: string,
  owner: string | undefined,
): PreviousNames | undefined {
  const resource = moves.resources.get(id);
  if (resource !== undefined) {
    const [oldOwner] = resource.split('.');
    return { id: resource, ...(owner !== undefined && { owner: oldOwner }) };
  }
  const oldOwner = owner === undefined ? undefined : moves.workloads.get(owner);
  return owner === undefined || oldOwner === undefined
    ? undefined
    : { id: oldOwner + id.slice(owner.length), owner: oldOwner };
}

/** The ids of all private resources of a set. */
function privateResources(set: DeploymentSet): Set<string> {
  return new Set(
    Object.entries(set.workloads).flatMap(([name, { workload }]) =>
      Object.entries(workload.resources ?? {}).flatMap(([key, { id }]) =>
        id === undefined ? privateResourceId(name, key) : [],
      ),
    ),
  );
}

function wantedNodes(set: DeploymentSet): Set<string> {
  return new Set(
    Object.entries(set.workloads).flatMap(([name, { workload }]) =>
      Object.entries(workload.resources ?? {}).map(
        ([key, { type, class: resourceClass = DEFAULT_CLASS, id }]) =>
          `${type}.${resourceClass}#${id ?? privateResourceId(name, key)}`,
      ),
    ),
  );
}

/** Names of workloads by what they are bound to; those without a source are left out. */
function namesBySource(entries: [string, WorkloadEntry][]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [name, { source }] of entries) {
    if (source) {
      const key = canonicalJson([source.repository, source.path]);
      const known = names.get(key) ?? [];
      known.push(name);
      names.set(key, known);
    }
  }
  return names;
}
