import { quote, type JsonObject } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { ProfilePatch } from '../model/ProfilePatch';
import { objectIdentity } from '../names/objectIdentity';
import type { ProblemList } from '../problems/ProblemList';
import { applyJsonPatch } from './applyJsonPatch';
import { fitsTarget } from './fitsTarget';
import { MERGE_STRATEGIES } from './mergeStrategies';
import { PatchError } from './PatchError';
import { strategicMerge } from './strategicMerge';

/** Applies the patches of a profile, in their order, to each object that is rendered. */
export class ProfilePatcher {
  readonly #patches: readonly ProfilePatch[];
  readonly #problems: ProblemList;
  readonly #used = new Set<ProfilePatch>();

  /** Problem `patch` for a patch that is not exactly one of the two kinds. */
  constructor(patches: readonly ProfilePatch[], problems: ProblemList) {
    this.#patches = patches;
    this.#problems = problems;
    for (const { name, jsonPatch, strategicMerge: merge } of patches) {
      if ((jsonPatch === undefined) === (merge === undefined)) {
        problems.error(
          'patch',
          '',
          `The patch ${quote(name)} of the profile needs exactly one of "jsonPatch" and "strategicMerge".`,
        );
      }
    }
  }

  /**
   * The object after all patches whose target it fits. Problem `patch`, which names the patch and the object, when
   * one cannot be applied; later ones are then left out for this object.
   */
  apply(object: KubernetesObject): KubernetesObject {
    let patched = object;
    for (const patch of this.#patches) {
      if (fitsTarget(patched, patch.target)) {
        this.#used.add(patch);
        try {
          patched = applyPatch(patched, patch);
        } catch (error) {
          if (!(error instanceof PatchError)) {
            throw error;
          }
          const { kind, name } = objectIdentity(object);
          this.#problems.error(
            'patch',
            '',
            `The patch ${quote(patch.name)} of the profile cannot be applied to the ${kind} ${quote(name)}: ${error.message}.`,
          );
          return patched;
        }
      }
    }
    return patched;
  }

  /** Problem `patch`, a warning, for each patch that no object fitted: one profile may serve unlike workloads. */
  reportUnused(): void {
    for (const patch of this.#patches) {
      if (!this.#used.has(patch)) {
        this.#problems.warning(
          'patch',
          '',
          `The patch ${quote(patch.name)} of the profile has no effect: no object of this workload fits its target.`,
        );
      }
    }
  }
}

function applyPatch(object: KubernetesObject, patch: ProfilePatch): KubernetesObject {
  const { jsonPatch, strategicMerge: merge } = patch;
  let patched: JsonObject = object;
  if (jsonPatch) {
    patched = applyJsonPatch(object, jsonPatch);
  } else if (merge) {
    const strategies = `${object.apiVersion}/${object.kind}`;
    patched = strategicMerge(
      object,
      merge,
      Object.hasOwn(MERGE_STRATEGIES, strategies) ? MERGE_STRATEGIES[strategies] : {},
    );
  }
  const { apiVersion, kind } = patched;
  if (typeof apiVersion === 'string' && typeof kind === 'string') {
    const result = { ...patched, apiVersion, kind };
    const before = objectIdentity(object);
    const after = objectIdentity(result);
    if (
      apiVersion === object.apiVersion &&
      kind === object.kind &&
      after.name === before.name &&
      after.namespace === before.namespace
    ) {
      return result;
    }
  }
  throw new PatchError(
    'it changes apiVersion, kind, name or namespace, by which others refer to the object',
  );
}
