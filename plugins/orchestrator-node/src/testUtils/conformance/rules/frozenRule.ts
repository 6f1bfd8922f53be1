import { conflictError } from '../../../drivers/DriverError';
import { mustEqual, mustFailAs } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';
import type { ConformanceRun } from '../ConformanceRun';

/** A process that stood still while another took its lane over does no harm when it goes on. */
export const frozenRule: ConformanceRule = {
  name: 'frozen',
  title: 'has no effect any more when it was frozen while another worker did its work',
  aboutEffects: true,
  async check(run) {
    const places = await run.countOwnershipChecks('apply');
    for (let place = 1; place <= places; place += 1) {
      await freezeInApply(run, place);
    }
  },
};

async function freezeInApply(run: ConformanceRun, place: number): Promise<void> {
  const where = `frozen in apply before effect ${place}`;
  const incarnation = await run.createIncarnation();
  let madeByTheOther: unknown;

  const frozen = incarnation.apply({
    loseAnswer: true,
    patience: 3 * run.patience,
    onAssertOwned: async call => {
      if (call === place) {
        const driver = await run.createDriver();
        const fence = { epoch: 1, counter: 2 };
        await run.retryTransient(() => incarnation.apply({ driver, fence }));
        madeByTheOther = await run.world.look(incarnation.target);
        throw conflictError('The lane belongs to another worker now.', 'another worker');
      }
    },
  });

  await mustFailAs(['conflict'], frozen, `Apply, ${where},`);
  mustEqual(
    await run.world.look(incarnation.target),
    madeByTheOther,
    `Apply, ${where}, changed what the other worker had made.`,
  );
  mustEqual(await run.world.count(incarnation.target), 1, `The thing was made twice, ${where}.`);
}
