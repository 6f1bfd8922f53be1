import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { root } from '../lib/project.mjs';
import { generatedFiles } from './generatedFiles.mjs';

for (const { file, text } of await generatedFiles()) {
  test(`${file} is up to date: node scripts/reference/generate.mjs writes it`, () => {
    assert.equal(fs.readFileSync(path.join(root, file), 'utf8'), text);
  });
}
