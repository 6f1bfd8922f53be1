import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const PATH = 'platformOrchestrator.impact.inlineEnvironments';

/**
 * Reads how many environments are evaluated while a caller waits; absent: the default.
 *
 * @throws InputError for anything but a whole number from 0.
 */
export function readInlineEnvironments(config: Config): number | undefined {
  const value = config.getOptionalNumber(PATH);
  if (value !== undefined && (!Number.isInteger(value) || value < 0)) {
    throw new InputError(`${PATH} is ${value}: write a whole number from 0.`);
  }
  return value;
}
