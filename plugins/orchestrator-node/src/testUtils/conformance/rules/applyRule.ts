import type { JsonObject } from '@tutti/score';
import { compileDriverSchema } from '../../../drivers/compileDriverSchema';
import { mustEqual, mustHold } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** Applying makes one thing and answers with what was promised. */
export const applyRule: ConformanceRule = {
  name: 'apply',
  title: 'makes one thing and answers what its descriptor promises',
  async check(run) {
    const { world } = run.options;
    const driver = await run.createDriver();
    const incarnation = await run.createIncarnation();
    mustEqual(
      (await world?.count(incarnation.target)) ?? 0,
      0,
      'The thing exists before it is made.',
    );

    let ownershipChecks = 0;
    const result = await incarnation.apply({
      onAssertOwned: () => {
        ownershipChecks += 1;
      },
    });

    if (world) {
      mustEqual(await world.count(incarnation.target), 1, 'The number of things made is wrong.');
      mustHold(ownershipChecks > 0, 'The driver had an effect and never called "assertOwned".');
    }
    if (driver.outputs) {
      const { outputs, secretOutputs } = result;
      const problems = compileDriverSchema(driver.outputs)({
        ...outputs,
        ...secretOutputs,
      } as JsonObject);
      mustEqual(
        problems,
        [],
        'The outputs are not valid under the schema that the driver publishes.',
      );
    }
    mustEqual(
      result.manifests !== undefined,
      driver.producesManifests ?? false,
      'Whether there are manifests in the result is not what the descriptor says.',
    );
  },
};
