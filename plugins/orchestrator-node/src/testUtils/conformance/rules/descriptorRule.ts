import type { JsonValue } from '@tutti/score';
import { compileDriverSchema } from '../../../drivers/compileDriverSchema';
import { mustEqual, mustHold } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** What the driver publishes about itself can be trusted by planning. */
export const descriptorRule: ConformanceRule = {
  name: 'descriptor',
  title: 'publishes a descriptor that planning can work with',
  async check(run) {
    const driver = await run.createDriver();
    const again = await run.createDriver();
    const { inputs } = await run.options.createRequest();

    mustHold(/^[a-z][a-z0-9-]*$/.test(driver.id), `The id "${driver.id}" is not in kebab-case.`);
    mustHold(driver.version !== '', 'The driver has no version.');
    mustHold(
      Number.isInteger(driver.stateVersion) && driver.stateVersion >= 1,
      `The state version ${driver.stateVersion} is no whole number from 1.`,
    );
    mustHold(
      driver.stateVersion === 1 || driver.migrate !== undefined,
      `States are of version ${driver.stateVersion}, and "migrate" is missing.`,
    );
    mustHold(
      !(driver.producesManifests && driver.delivers),
      'A driver either produces manifests or delivers them.',
    );
    for (const key of ['id', 'version', 'inputs', 'outputs', 'stateVersion'] as const) {
      mustEqual(driver[key], again[key], `Two drivers of one kind differ in "${key}".`);
    }

    mustHold(driver.inputs.type === 'object', 'The schema of the inputs is not of type object.');
    const problems = compileDriverSchema(driver.inputs)(inputs);
    mustEqual(problems, [], "The inputs of the request are not valid under the driver's schema.");
    if (driver.outputs) {
      compileDriverSchema(driver.outputs);
    }
    mustHold(
      driver.secretInputs === 'reference' ||
        !hasKeyword(driver.inputs, 'secret') ||
        run.options.secrets !== undefined,
      'Inputs are secret in clear: give the option "secrets", so that the kit can look for them.',
    );
  },
};

/** Whether a keyword stands anywhere in a schema with the value `true`. */
export function hasKeyword(schema: JsonValue, keyword: string): boolean {
  if (typeof schema !== 'object' || schema === null) {
    return false;
  }
  return Object.entries(schema).some(
    ([key, value]) => (key === keyword && value === true) || hasKeyword(value, keyword),
  );
}
