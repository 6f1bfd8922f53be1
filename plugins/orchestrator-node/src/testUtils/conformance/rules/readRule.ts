import type { DriverObservation } from '../../../drivers/Driver';
import { mustEqual, mustHold } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** Reading tells whether the thing is there, shows by what it is known, and leaves the world alone. */
export const readRule: ConformanceRule = {
  name: 'read',
  title: 'reads absent, present and absent again, with evidence',
  async check(run) {
    const { world } = run.options;
    const incarnation = await run.createIncarnation();

    const readAs = async (presence: DriverObservation['presence'], when: string) => {
      const before = await world?.look(incarnation.target);
      const observation = await incarnation.read();
      mustEqual(observation.presence, presence, `The presence ${when} is wrong.`);
      mustHold(
        Object.keys(observation.evidence).length > 0,
        `There is no evidence of "${presence}" ${when}.`,
      );
      mustEqual(
        await world?.look(incarnation.target),
        before,
        `Reading ${when} changed the world.`,
      );
    };

    await readAs('absent', 'before it is made');
    await incarnation.apply();
    await readAs('present', 'after it is made');
    await incarnation.destroy();
    await readAs('absent', 'after it is destroyed');
  },
};
