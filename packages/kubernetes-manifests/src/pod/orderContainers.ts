import { appendPointer, quote, sortedEntries, type ResolvedWorkload } from '@tutti/score';
import type { ProblemList } from '../problems/ProblemList';

/**
 * What a container is in its pod. `sidecar`: an init container that keeps running (`restartPolicy: Always`), with
 * `gated` when what comes after it waits until it is healthy, and not only until it has started.
 */
export interface OrderedContainer {
  name: string;
  role: 'main' | 'init' | 'sidecar';
  gated: boolean;
}

/**
 * Orders the containers of a workload by `before`: `A.before.B.ready` means that A has to be ready in that way
 * before B starts (the specification's own tests; its schema text says the inverse). A container that others wait
 * for comes among the init containers, which Kubernetes starts one after another: `complete` makes it run to its
 * end there, `started` and `healthy` make it a sidecar. The order is topological with ties by name; containers
 * that nobody waits for are the main ones, by name.
 *
 * Problems `before`: unknown or same container, a cycle, a container to be complete and healthy at once.
 */
export function orderContainers(
  workload: ResolvedWorkload,
  problems: ProblemList,
): OrderedContainer[] {
  const containers = sortedEntries(workload.containers);
  const names = new Set(containers.map(([name]) => name));
  const waiting = new Map<string, Set<string>>(containers.map(([name]) => [name, new Set()]));
  const ordered = new Map<string, OrderedContainer>();

  for (const [name, container] of containers) {
    const pointer = appendPointer('/containers', name, 'before');
    const entries = sortedEntries(container.before);
    for (const [other] of entries) {
      if (other === name || !names.has(other)) {
        problems.error(
          'before',
          appendPointer(pointer, other),
          other === name
            ? `Container ${quote(name)} is to start before itself.`
            : `Container ${quote(name)} is to start before ${quote(other)}, which is no container of this workload.`,
        );
      } else {
        waiting.get(other)?.add(name);
      }
    }
    const ready = new Set(entries.map(([, { ready: state }]) => state));
    if (ready.has('complete') && ready.has('healthy')) {
      problems.error(
        'before',
        pointer,
        `Container ${quote(name)} is to be complete before one container and healthy before another, but a container that has completed is not running.`,
        'Use "complete" for both, or split the container.',
      );
    }
    ordered.set(name, { name, role: roleOf(ready), gated: ready.has('healthy') });
  }

  return sortByWaiting(waiting, problems).flatMap(name => ordered.get(name) ?? []);
}

function roleOf(ready: Set<string>): OrderedContainer['role'] {
  if (ready.size === 0) {
    return 'main';
  }
  return ready.has('complete') ? 'init' : 'sidecar';
}

/** Takes out, again and again, the first name that waits for none of the rest. */
function sortByWaiting(waiting: Map<string, Set<string>>, problems: ProblemList): string[] {
  const rest = new Map(waiting);
  const done: string[] = [];
  while (rest.size > 0) {
    const next = [...rest].find(([, others]) => ![...others].some(other => rest.has(other)));
    if (!next) {
      problems.error(
        'before',
        '/containers',
        `The containers ${[...rest.keys()].map(quote).join(', ')} wait for each other by "before"; none could start.`,
      );
      return done;
    }
    done.push(next[0]);
    rest.delete(next[0]);
  }
  return done;
}
