import type { JsonObject } from '@tutti/score';
import { mustEqual } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';
import type { ConformanceRun } from '../ConformanceRun';
import { mustCrash } from './mustCrash';

/** After a crash the same operation runs again with the same key, and ends as if nothing had happened. */
export const crashRule: ConformanceRule = {
  name: 'crash',
  title: 'ends as if nothing had happened when it is run again after a crash, wherever that was',
  async check(run) {
    await crashBeforeTheAnswer(run);
    if (run.options.world) {
      const placesInApply = await run.countOwnershipChecks('apply');
      for (let place = 1; place <= placesInApply; place += 1) {
        await crashInApply(run, place);
      }
      const placesInDestroy = await run.countOwnershipChecks('destroy');
      for (let place = 1; place <= placesInDestroy; place += 1) {
        await crashInDestroy(run, place);
      }
    }
  },
};

type Run = ConformanceRun<JsonObject, JsonObject>;

async function crashBeforeTheAnswer(run: Run): Promise<void> {
  const { world } = run.options;
  const incarnation = await run.createIncarnation();
  const lost = await incarnation.apply({ loseAnswer: true });
  const made = await world?.look(incarnation.target);
  const kept = await incarnation.apply({ driver: await run.createDriver() });
  mustEqual(
    kept,
    lost,
    'After a crash between effect and answer the driver answers something else.',
  );
  mustEqual(
    await world?.look(incarnation.target),
    made,
    'After a crash between effect and answer the driver changed the world again.',
  );
}

async function crashInApply(run: Run, place: number): Promise<void> {
  const where = `after a crash in apply, before effect ${place}`;
  const incarnation = await run.createIncarnation();
  await mustCrash(place, onAssertOwned => incarnation.apply({ onAssertOwned }));
  await incarnation.apply({ driver: await run.createDriver() });
  mustEqual(
    await run.world.count(incarnation.target),
    1,
    `The number of things is wrong ${where}.`,
  );
  mustEqual((await incarnation.plan()).action, 'unchanged', `The plan is wrong ${where}.`);
}

async function crashInDestroy(run: Run, place: number): Promise<void> {
  const where = `after a crash in destroy, before effect ${place}`;
  const incarnation = await run.createIncarnation();
  await incarnation.apply();
  await mustCrash(place, onAssertOwned => incarnation.destroy({ onAssertOwned }));
  const { presence } = await incarnation.destroy({ driver: await run.createDriver() });
  mustEqual(presence, 'absent', `The presence is wrong ${where}.`);
  mustEqual(
    await run.world.count(incarnation.target),
    0,
    `The number of things is wrong ${where}.`,
  );
}
