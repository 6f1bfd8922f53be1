import { mustEqual, mustFailAs } from '../ConformanceFailure';
import type { ConformanceRun } from '../ConformanceRun';

/** Aborts an `apply` that waits for the world, and then lets it be made after all. */
export async function abortWhileBlocked(run: ConformanceRun, reason: unknown): Promise<void> {
  const block = run.needHook('block');
  const incarnation = await run.createIncarnation();
  const unblock = await block(incarnation.target);
  try {
    let abort = () => {};
    const apply = incarnation.apply({
      withContext: context => {
        abort = () => context.abort(reason);
      },
    });
    await run.letItReachTheBlock(apply);
    abort();
    await mustFailAs(['cancelled'], apply, 'Apply that is aborted while it waits');
  } finally {
    await unblock();
  }
  await run.retryTransient(() => incarnation.apply());
  mustEqual(
    await run.world.count(incarnation.target),
    1,
    'Applied again after it was aborted, the number of things is wrong.',
  );
}
