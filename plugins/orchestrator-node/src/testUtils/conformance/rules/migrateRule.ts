import { mustEqual, mustHold } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** States of older versions are still understood. */
export const migrateRule: ConformanceRule = {
  name: 'migrate',
  title: 'brings states of older versions to the current one',
  async check(run) {
    const driver = await run.createDriver();
    if (driver.stateVersion === 1) {
      return;
    }
    const olderStates = run.need('olderStates');
    for (let version = 1; version < driver.stateVersion; version += 1) {
      const older = olderStates.filter(state => state.version === version);
      mustHold(older.length > 0, `The option "olderStates" has no state of version ${version}.`);
      for (const { state } of older) {
        const before = JSON.stringify(state);
        const migrated = driver.migrate?.(state, version);
        mustHold(
          migrated !== undefined,
          `There is no state after "migrate" from version ${version}.`,
        );
        mustEqual(JSON.stringify(state), before, '"migrate" changed the state that it was given.');
        mustEqual(
          JSON.parse(JSON.stringify(migrated)),
          migrated,
          `The state that "migrate" made of version ${version} does not survive JSON.`,
        );
        const incarnation = await run.createIncarnation();
        incarnation.recall(migrated);
        await incarnation.plan();
      }
    }
  },
};
