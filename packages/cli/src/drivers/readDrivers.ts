import { isJsonObject } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { DriverDescriptor } from '@tutti/planner';
import { readText } from '../files/readBytes';
import { UsageError } from '../program/UsageError';
import shippedDrivers from './shippedDrivers.json';

/**
 * What is known of drivers without a server: the drivers that ship with Tutti, or those of a file, which is the answer
 * of `GET /drivers` or its list alone.
 *
 * @throws UsageError when the file holds anything else.
 */
export function readDrivers(file: string | undefined): DriverDescriptor[] {
  if (file === undefined) {
    return shippedDrivers as unknown as DriverDescriptor[];
  }
  const answer = parse(file);
  const drivers = isJsonObject(answer) ? answer.items : answer;
  if (!Array.isArray(drivers) || !drivers.every(isDescriptor)) {
    throw new UsageError(
      `The file ${file} must hold a list of drivers with id, version and inputs, as the server answers at /drivers.`,
    );
  }
  return drivers as unknown as DriverDescriptor[];
}

function parse(file: string): JsonValue {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The file ${file} is not JSON: ${(error as Error).message}.`);
  }
}

function isDescriptor(value: JsonValue): boolean {
  return isJsonObject(value) && typeof value.id === 'string' && isJsonObject(value.inputs);
}
