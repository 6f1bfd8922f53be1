import { compareText } from '@tutti/score';
import type { VolumeMount } from 'kubernetes-types/core/v1';
import type { ProblemList } from '../problems/ProblemList';

/** Gathers what is mounted where, and sees to it that one place in a container takes one thing. */
export class MountList {
  readonly #problems: ProblemList;
  readonly #mounts = new Map<string, Map<string, VolumeMount>>();

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** Problem `mount` when something is mounted at that path of the container already. */
  add(
    container: string,
    mountPath: string,
    mount: Omit<VolumeMount, 'mountPath'>,
    pointer: string,
  ): void {
    const mounts = this.#mounts.get(container) ?? new Map<string, VolumeMount>();
    this.#mounts.set(container, mounts);
    if (mounts.has(mountPath)) {
      this.#problems.error(
        'mount',
        pointer,
        `Container "${container}" has two files or volumes at ${mountPath}.`,
        'Choose another path for one of them.',
      );
    }
    mounts.set(mountPath, { ...mount, mountPath });
  }

  /** Says whether something is mounted at exactly that path of the container. */
  has(container: string, mountPath: string): boolean {
    return this.#mounts.get(container)?.has(mountPath) ?? false;
  }

  /** The mounts of each container, sorted by path, so that a directory comes before what lies in it. */
  byContainer(): Map<string, VolumeMount[]> {
    return new Map(
      [...this.#mounts].map(([container, mounts]) => [
        container,
        [...mounts.values()].sort((left, right) => compareText(left.mountPath, right.mountPath)),
      ]),
    );
  }
}
