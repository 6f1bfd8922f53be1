import { isJsonObject } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { DriverDescriptor } from '@tutti/planner';
import { readText } from '../files/readBytes';
import { UsageError } from '../program/UsageError';
import type { DriverOptions } from './driverOptions';
import shippedDrivers from './shippedDrivers.json';

/**
 * What is known of drivers without a server: the drivers that ship with Tutti, or those of a file, which is the answer
 * of `GET /drivers` or its list alone; and drivers that further files describe, one each, the last of an id in place of
 * the others.
 *
 * @throws UsageError when a file holds anything else.
 */
export function readDrivers({ drivers, withDriver = [] }: DriverOptions = {}): DriverDescriptor[] {
  const all = [...readAll(drivers), ...withDriver.map(readDriver)];
  return [...new Map(all.map(driver => [driver.id, driver])).values()];
}

function readDriver(file: string): DriverDescriptor {
  const described = parse(file);
  if (!isDescriptor(described)) {
    throw new UsageError(
      `The file ${file} must describe one driver: an object with id, version and inputs, a JSON Schema.`,
    );
  }
  return described as unknown as DriverDescriptor;
}

function readAll(file: string | undefined): DriverDescriptor[] {
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
