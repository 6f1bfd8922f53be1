// Writes the files that are made from others: the reference of resource types, and what `tutti` knows of drivers.

import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/project.mjs';
import { generatedFiles } from './generatedFiles.mjs';

for (const { file, text } of await generatedFiles()) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
  console.log(`Wrote ${file}.`);
}
