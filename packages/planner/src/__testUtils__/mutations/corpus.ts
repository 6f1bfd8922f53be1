import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { formatProblem } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import type { DriverDescriptor } from '../../model';
import { checkManifests, readManifests } from '../../read';
import type { Manifest } from '../../read';

const ROOT = resolve(__dirname, '../../../../..');
const SHIPPED = join(ROOT, 'plugins/orchestrator-backend/manifests');

/** The drivers that ship, and those that the translated definitions want beside them. */
export const corpusDrivers: DriverDescriptor[] = [
  ...readJson(join(ROOT, 'packages/cli/src/drivers/shippedDrivers.json')),
  ...readJson(join(ROOT, 'packages/planner/fixtures/drivers.json')),
];

/** Manifests that are good together: as much as one installation holds. */
export interface Corpus {
  name: string;
  manifests: Manifest[];
}

/** All manifests that ship or are examples, and the definitions that others wrote in other formats. */
export const corpora: Corpus[] = [
  corpusOf('starter pack', [SHIPPED]),
  corpusOf('sample platform', [join(ROOT, 'examples/platform')]),
  corpusOf('translated definitions', [
    join(SHIPPED, 'resource-types'),
    join(ROOT, 'packages/planner/fixtures/translated'),
  ]),
];

/** Reads folders; throws with all problems when they are not good as they are. */
function corpusOf(name: string, folders: string[]): Corpus {
  const read = folders
    .flatMap(filesOf)
    .map(file => readManifests(readFileSync(file, 'utf8'), { source: relative(ROOT, file) }));
  const manifests = read.flatMap(each => each.manifests);
  const problems = [
    ...read.flatMap(each => each.problems),
    ...checkManifests(manifests, { drivers: corpusDrivers }).problems,
  ];
  if (problems.length > 0) {
    throw new Error(problems.map(formatProblem).join('\n'));
  }
  return { name, manifests };
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => join(folder, name));
}

function readJson(file: string): DriverDescriptor[] {
  return JSON.parse(readFileSync(file, 'utf8')) as JsonValue as never;
}
