import type { JsonObject } from '@tutti/score';
import { mustEqual, mustFailAs } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';
import type { ConformanceRun } from '../ConformanceRun';
import type { Incarnation } from '../Incarnation';

/** A failure in the middle is told as one, and what is half made can be completed or removed. */
export const failHalfWayRule: ConformanceRule = {
  name: 'fail-half-way',
  title: 'says so when it fails half-way, and can complete or remove what is half made',
  aboutEffects: true,
  async check(run) {
    const retried = await failHalfWay(run);
    await retried.apply();
    mustEqual(
      await run.world.count(retried.target),
      1,
      'Tried again under the same key, the number of things is wrong.',
    );

    const submittedAgain = await failHalfWay(run);
    await submittedAgain.apply({ newIntent: true });
    mustEqual(
      await run.world.count(submittedAgain.target),
      1,
      'Tried again by a new deployment, the number of things is wrong.',
    );
    mustEqual(
      (await submittedAgain.plan()).action,
      'unchanged',
      'Tried again by a new deployment, the plan is wrong.',
    );

    const removed = await failHalfWay(run);
    mustEqual(
      (await removed.destroy()).presence,
      'absent',
      'What is half made is not absent after destroy.',
    );
    mustEqual(
      (await removed.read()).presence,
      'absent',
      'What is half made and destroyed is not read as absent.',
    );
    mustEqual(
      await run.world.count(removed.target),
      0,
      'Destroyed when half made, the number of things is wrong.',
    );
  },
};

async function failHalfWay(run: ConformanceRun): Promise<Incarnation<JsonObject, JsonObject>> {
  const breakWorld = run.needHook('failHalfWay');
  const incarnation = await run.createIncarnation();
  const repair = await breakWorld(incarnation.target);
  try {
    await mustFailAs(['transient', 'permanent'], incarnation.apply(), 'Apply in a broken world');
  } finally {
    await repair();
  }
  return incarnation;
}
