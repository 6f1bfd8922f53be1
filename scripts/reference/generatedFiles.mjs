import path from 'node:path';
import { createRequire } from 'node:module';
import { root } from '../lib/project.mjs';
import { describeDrivers } from './describeDrivers.mjs';
import { describeResourceTypes } from './describeResourceTypes.mjs';

const require = createRequire(import.meta.url);

/** Every file that is made from others: its path from the root, and what it has to hold, formatted. */
export async function generatedFiles() {
  const files = {
    'docs/reference/resource-types.md': describeResourceTypes(),
    'packages/cli/src/drivers/shippedDrivers.json': JSON.stringify(describeDrivers()),
  };
  const prettier = require('prettier');
  return Promise.all(
    Object.entries(files).map(async ([file, text]) => {
      const filepath = path.join(root, file);
      const options = await prettier.resolveConfig(filepath);
      return { file, text: await prettier.format(text, { ...options, filepath }) };
    }),
  );
}
