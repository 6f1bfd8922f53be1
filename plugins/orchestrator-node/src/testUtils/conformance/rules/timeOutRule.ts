import { mustFailAs } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';
import { abortWhileBlocked } from './abortWhileBlocked';

/** An operation that takes too long ends as cancelled, whatever reason the signal carries. */
export const timeOutRule: ConformanceRule = {
  name: 'time-out',
  title: 'ends as cancelled when its time is over',
  async check(run) {
    const reason = new DOMException('The time of the node is over.', 'TimeoutError');
    const incarnation = await run.createIncarnation();
    const apply = incarnation.apply({ withContext: context => context.abort(reason) });
    await mustFailAs(['cancelled'], apply, 'Apply whose time is over before it begins');
    if (run.options.world) {
      await abortWhileBlocked(run, reason);
    }
  },
};
