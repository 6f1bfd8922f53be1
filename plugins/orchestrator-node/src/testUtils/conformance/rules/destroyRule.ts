import type { DriverAbsence } from '../../../drivers/Driver';
import { mustEqual, mustHold } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** Destroying removes all that was made and nothing else, shows that it is gone, and may be repeated. */
export const destroyRule: ConformanceRule = {
  name: 'destroy',
  title: 'destroys what it made and nothing else, twice as well as once, with evidence of absence',
  async check(run) {
    const { world } = run.options;
    const neighbour = await run.createIncarnation();
    await neighbour.apply();
    const neighbourBefore = await world?.look(neighbour.target);

    const incarnation = await run.createIncarnation();
    const mustBeGone = async (absence: DriverAbsence, when: string) => {
      mustEqual(absence.presence, 'absent', `The presence, ${when}, is wrong.`);
      mustHold(
        Object.keys(absence.evidence).length > 0,
        `There is no evidence of absence, ${when}.`,
      );
      if (world) {
        mustEqual(
          await world.count(incarnation.target),
          0,
          `The number of things, ${when}, is wrong.`,
        );
      }
    };
    await mustBeGone(await incarnation.destroy(), 'destroyed before it was made');
    await incarnation.apply();
    await mustBeGone(await incarnation.destroy(), 'destroyed');
    await mustBeGone(await incarnation.destroy(), 'destroyed twice');
    await incarnation.apply({ newIntent: true, loseAnswer: true });
    await mustBeGone(await incarnation.destroy(), 'destroyed when its state was lost');

    if (world) {
      mustEqual(await world.count(neighbour.target), 1, 'Destroying one thing destroyed another.');
      mustEqual(
        await world.look(neighbour.target),
        neighbourBefore,
        'Destroying one thing changed another.',
      );
    }
  },
};
