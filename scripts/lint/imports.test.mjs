// The import table over all packages: what sources import, and what package.json files declare.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { packageFolders, root } from '../lib/project.mjs';

const require = createRequire(import.meta.url);
const typescript = require('typescript');
const { allowedImports, pure } = require('./importTable.js');

const folders = packageFolders();
const nameOf = new Map(folders.map(folder => [folder, readManifest(folder).name]));
const folderOf = new Map([...nameOf].map(([folder, name]) => [name, folder]));

function readManifest(folder) {
  return JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
}

function sourcesOf(folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .filter(file => /^(src|dev)\/.*\.[cm]?tsx?$/.test(file.split(path.sep).join('/')))
    .map(file => path.join(folder, file));
}

function importsOf(file) {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  return typescript.preProcessFile(text, true, true).importedFiles.map(each => each.fileName);
}

/** Our package that an import leads to, by name or by a path that leaves the package. */
function targetOf(file, specifier) {
  if (specifier.startsWith('.')) {
    const target = path.join(path.dirname(file), specifier);
    return folders.find(folder => target.startsWith(folder + path.sep));
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return folderOf.get(name);
}

for (const folder of folders) {
  const allowed = allowedImports(folder, folders);

  test(`${folder} imports only what the import table allows`, () => {
    const wrong = sourcesOf(folder).flatMap(file =>
      importsOf(file)
        .filter(specifier => {
          const target = targetOf(file, specifier);
          const isOutside = specifier.startsWith('.') && target !== folder;
          return isOutside || (target && target !== folder && !allowed.has(target));
        })
        .map(specifier => `${file} imports ${specifier}`),
    );
    assert.deepEqual(wrong, []);
  });

  test(`${folder} declares only what the import table allows`, () => {
    const { dependencies, devDependencies, peerDependencies } = readManifest(folder);
    const wrong = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }).filter(
      name => folderOf.has(name) && !allowed.has(folderOf.get(name)),
    );
    assert.deepEqual(wrong, []);
  });
}

for (const folder of pure) {
  test(`${folder} runs in the browser: its sources import nothing of Node's`, () => {
    const builtin = new Set(builtinModules);
    const wrong = sourcesOf(folder)
      .filter(file => !/\.test\.|setupTests|__testUtils__/.test(file))
      .flatMap(file =>
        importsOf(file)
          .filter(specifier => specifier.startsWith('node:') || builtin.has(specifier))
          .map(specifier => `${file} imports ${specifier}`),
      );
    assert.deepEqual(wrong, []);
  });
}
