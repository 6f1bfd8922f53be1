import { mustEqual, mustFailAs } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** Without the lane there is no effect. */
export const laneLostRule: ConformanceRule = {
  name: 'lane-lost',
  title: 'has no effect without the lane',
  aboutEffects: true,
  async check(run) {
    const incarnation = await run.createIncarnation();
    const look = () => run.world.look(incarnation.target);

    const empty = await look();
    const apply = incarnation.apply({ withContext: context => context.loseLane() });
    await mustFailAs(['conflict'], apply, 'Apply without the lane');
    mustEqual(await look(), empty, 'Apply changed the world without the lane.');

    await incarnation.apply();
    const made = await look();
    const destroy = incarnation.destroy({ withContext: context => context.loseLane() });
    await mustFailAs(['conflict'], destroy, 'Destroy without the lane');
    mustEqual(await look(), made, 'Destroy changed the world without the lane.');
  },
};
