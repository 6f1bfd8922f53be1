import type { LimitedBy } from './NodeLimits';
import type { NodeSchedule } from './NodeSchedule';

/** What {@link workThrough} needs. */
export interface WorkThroughOptions {
  schedule: NodeSchedule;
  /** Waits until there is room for a node; returns what gives the room back. */
  take(by: readonly LimitedBy[]): Promise<() => void>;
  /** What a node counts against; the first is what ready nodes are grouped by while they wait. */
  limitsOf(position: number): readonly LimitedBy[];
  /** Works on one node until it has ended. */
  work(position: number): Promise<void>;
  /** Nodes in hand of one group: as many as can be under way at once. */
  most: number;
  /** Told of the first error that came out of the work on a node, while others are still under way. */
  onError(error: unknown): void;
}

/**
 * Works on all nodes of a schedule, as many at a time as there is room for. After an error that comes out of the work on
 * a node nothing new is begun; what is under way is waited for, so that nothing goes on unseen.
 *
 * @throws the first error that came out of the work on a node
 */
export async function workThrough(options: WorkThroughOptions): Promise<void> {
  const { schedule, limitsOf, most } = options;
  const underWay = new Set<Promise<void>>();
  const inHand = new Map<string, number>();
  let failure: { error: unknown } | undefined;

  const begin = (position: number) => {
    const by = limitsOf(position);
    const [{ key }] = by;
    inHand.set(key, (inHand.get(key) ?? 0) + 1);
    schedule.take(position);
    const done = workOnOne(options, position, by, () => failure !== undefined)
      .catch(error => {
        if (!failure) {
          failure = { error };
          options.onError(error);
        }
      })
      .finally(() => {
        inHand.set(key, inHand.get(key)! - 1);
        schedule.end(position);
        underWay.delete(done);
      });
    underWay.add(done);
  };

  while (!failure && !schedule.isDone) {
    for (const position of schedule.ready()) {
      if ((inHand.get(limitsOf(position)[0].key) ?? 0) < most) {
        begin(position);
      }
    }
    await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (failure) {
    throw failure.error;
  }
}

async function workOnOne(
  { take, work }: WorkThroughOptions,
  position: number,
  by: readonly LimitedBy[],
  isOver: () => boolean,
): Promise<void> {
  const giveBack = await take(by);
  try {
    if (!isOver()) {
      await work(position);
    }
  } finally {
    giveBack();
  }
}
