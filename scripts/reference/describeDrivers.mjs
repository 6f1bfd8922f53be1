import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/project.mjs';
import { loadSource } from './sources.mjs';

/** A descriptor depends on no option of its driver, so any options do. */
const anyOptions = new Proxy({}, { get: () => new Map() });

/**
 * The descriptors of all drivers in this repository, sorted by id: what planning knows of them. A driver is a class in a
 * file `<Name>Driver.ts` of a driver module.
 */
export function describeDrivers() {
  return driverFiles()
    .map(file => loadSource(file)[path.basename(file, '.ts')]?.create(anyOptions))
    .filter(driver => driver?.id !== undefined)
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map(driver => ({
      id: driver.id,
      version: driver.version,
      inputs: driver.inputs,
      outputs: driver.outputs,
      secretInputs: driver.secretInputs,
      producesManifests: driver.producesManifests,
      delivers: driver.delivers,
      refersOnly: driver.refersOnly,
      adopts: driver.adopt === undefined ? undefined : true,
    }));
}

function driverFiles() {
  const plugins = path.join(root, 'plugins');
  return fs
    .readdirSync(plugins)
    .filter(name => name.startsWith('orchestrator-backend-module-'))
    .flatMap(name => {
      const sources = path.join('plugins', name, 'src');
      return fs
        .readdirSync(path.join(root, sources), { recursive: true })
        .filter(file => /Driver\.ts$/.test(file) && !file.includes('__testUtils__'))
        .map(file => path.join(sources, file));
    });
}
