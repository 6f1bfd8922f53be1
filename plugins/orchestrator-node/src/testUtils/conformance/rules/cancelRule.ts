import { mustEqual, mustFailAs } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';
import { abortWhileBlocked } from './abortWhileBlocked';

/** A cancelled operation ends, and ends as cancelled. */
export const cancelRule: ConformanceRule = {
  name: 'cancel',
  title: 'ends as cancelled, promptly, when it is cancelled',
  async check(run) {
    const { world } = run.options;
    const incarnation = await run.createIncarnation();
    const empty = await world?.look(incarnation.target);
    const apply = incarnation.apply({ withContext: context => context.abort() });
    await mustFailAs(['cancelled'], apply, 'Apply that is cancelled before it begins');
    mustEqual(
      await world?.look(incarnation.target),
      empty,
      'Apply that is cancelled before it begins changed the world.',
    );

    await incarnation.apply();
    const made = await world?.look(incarnation.target);
    const destroy = incarnation.destroy({ withContext: context => context.abort() });
    await mustFailAs(['cancelled'], destroy, 'Destroy that is cancelled before it begins');
    mustEqual(
      await world?.look(incarnation.target),
      made,
      'Destroy that is cancelled before it begins changed the world.',
    );

    if (world) {
      await abortWhileBlocked(run, undefined);
    }
  },
};
