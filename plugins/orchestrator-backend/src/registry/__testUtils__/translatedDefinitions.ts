import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DriverDescriptor } from '@tutti/planner';

const ROOT = resolve(__dirname, '../../../../..');
const FIXTURES = join(ROOT, 'packages/planner/fixtures');
const SHIPPED_TYPES = join(ROOT, 'plugins/orchestrator-backend/manifests/resource-types');

/** The drivers that ship, and those that the translated definitions want beside them. */
export const translationDrivers: DriverDescriptor[] = [
  ...JSON.parse(readFileSync(join(ROOT, 'packages/cli/src/drivers/shippedDrivers.json'), 'utf8')),
  ...JSON.parse(readFileSync(join(FIXTURES, 'drivers.json'), 'utf8')),
];

/**
 * Files of definitions that others wrote for other platforms, translated, and of all types that they need; by the name
 * of the file.
 */
export const translatedFiles: Record<string, string> = Object.fromEntries(
  [SHIPPED_TYPES, join(FIXTURES, 'translated')].flatMap(folder =>
    readdirSync(folder)
      .sort()
      .map(name => [name, readFileSync(join(folder, name), 'utf8')]),
  ),
);

/** The translated definitions one by one, each with its name. */
export const translatedDefinitions: { name: string; text: string }[] = Object.values(
  translatedFiles,
)
  .flatMap(text => text.split(/^---\n/m))
  .filter(text => /^kind: ResourceDefinition$/m.test(text))
  .map(text => ({ name: /name: ([a-z0-9-]+)/.exec(text)![1], text }));
