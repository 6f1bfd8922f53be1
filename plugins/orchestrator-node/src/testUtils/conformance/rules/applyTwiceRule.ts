import { mustEqual } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** The idempotency key does what it is for, and a new deployment of the same changes nothing either. */
export const applyTwiceRule: ConformanceRule = {
  name: 'apply-twice',
  title: 'gives the same and makes nothing twice when it is applied again',
  async check(run) {
    const { world } = run.options;
    const incarnation = await run.createIncarnation();
    const first = await incarnation.apply();
    const made = await world?.look(incarnation.target);

    const second = await incarnation.apply();
    mustEqual(
      second,
      first,
      'Applied again under the same key, the driver answers something else.',
    );
    mustEqual(
      await world?.look(incarnation.target),
      made,
      'Applied again under the same key, the driver changed the world.',
    );

    const third = await incarnation.apply({ newIntent: true });
    for (const part of ['outputs', 'secretOutputs', 'manifests', 'externalId'] as const) {
      mustEqual(
        third[part],
        first[part],
        `Applied again by a new deployment, "${part}" is not what it was. ` +
          'A generated value has to be kept in the state, since a new intent generates another.',
      );
    }
    mustEqual(
      await world?.look(incarnation.target),
      made,
      'Applied again by a new deployment without a change, the driver changed the world.',
    );
  },
};
