import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/project.mjs';

const require = createRequire(import.meta.url);
// Lets Node read the TypeScript sources of our packages.
require('@backstage/cli/config/nodeTransform.cjs');

/** What a TypeScript file or package of the project exports; `file` is relative to the root. */
export function loadSource(file) {
  return require(path.join(root, file));
}
