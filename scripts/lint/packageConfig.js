const fs = require('node:fs');
const { builtinModules } = require('node:module');
const path = require('node:path');
const createEslintConfig = require('@backstage/cli/config/eslint-factory');
const { allowedImports, pure } = require('./importTable');

const root = path.resolve(__dirname, '../..');
const folders = ['packages', 'plugins'].flatMap(group =>
  fs
    .readdirSync(path.join(root, group))
    .map(name => `${group}/${name}`)
    .filter(folder => fs.existsSync(path.join(root, folder, 'package.json'))),
);

/** Backstage's lint configuration for a package, with the import table as one more rule. */
module.exports = function packageConfig(directory) {
  const folder = path.relative(root, directory).split(path.sep).join('/');
  const allowed = allowedImports(folder, folders);
  const forbidden = folders.filter(each => each !== folder && !allowed.has(each));
  return createEslintConfig(directory, {
    rules: {
      // A check that several tests share is a function of its own, named after what it expects.
      'jest/expect-expect': ['warn', { assertFunctionNames: ['expect', 'expect*'] }],
    },
    restrictedImports: forbidden.flatMap(each => {
      const { name, exports } = require(path.join(root, each, 'package.json'));
      const message = `${folder} may not import ${each}; scripts/lint/importTable.js says what it may.`;
      return Object.keys(exports ?? { '.': '' }).map(entry => ({
        name: path.posix.join(name, entry),
        message,
      }));
    }),
    restrictedSrcImports: pure.includes(folder)
      ? builtinModules.flatMap(name =>
          [name, `node:${name}`].map(each => ({
            name: each,
            message: `${folder} runs in the browser too, where there is no ${each}.`,
          })),
        )
      : [],
  });
};
