import { mustEqual, mustHold } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** Changed inputs change the thing and do not make another. */
export const updateRule: ConformanceRule = {
  name: 'update',
  title: 'updates the same thing when its inputs change',
  async check(run) {
    const { world } = run.options;
    const changeRequest = run.need('changeRequest');
    const incarnation = await run.createIncarnation();
    const first = await incarnation.apply();

    const request = changeRequest(incarnation.target.request);
    const plan = await incarnation.plan({ request });
    mustEqual(plan.action, 'update', 'The plan for changed inputs is wrong.');
    mustHold(plan.differences.length > 0, 'The plan for changed inputs shows no differences.');

    const second = await incarnation.apply({ request, newIntent: true });
    mustEqual(second.externalId, first.externalId, 'The update changed the external id.');
    mustEqual(
      Object.keys(second.secretOutputs ?? {}),
      Object.keys(first.secretOutputs ?? {}),
      'The update changed which outputs are secret.',
    );
    if (world) {
      mustEqual(await world.count(incarnation.target), 1, 'The update made another thing.');
    }
    mustEqual(
      (await incarnation.read({ request })).presence,
      'present',
      'What was updated is not read as present.',
    );
    const after = await incarnation.plan({ request });
    mustEqual(after.action, 'unchanged', 'The plan for what has just been updated is wrong.');
  },
};
