import { mustEqual } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';
import { hasKeyword } from './descriptorRule';

/** Another identity is another thing, and the driver says so. */
export const replaceRule: ConformanceRule = {
  name: 'replace',
  title: 'plans a replace when an identity input changes',
  async check(run) {
    const { inputs } = await run.createDriver();
    if (!hasKeyword(inputs, 'identity')) {
      return;
    }
    const changeIdentity = run.need('changeIdentity');
    const incarnation = await run.createIncarnation();
    await incarnation.apply();
    const request = changeIdentity(incarnation.target.request);
    const look = async () => run.options.world?.look(incarnation.target);
    const before = await look();
    const plan = await incarnation.plan({ request });
    mustEqual(plan.action, 'replace', 'The plan for another identity is wrong.');
    mustEqual(await look(), before, 'Planning a replace changed the world.');
  },
};
