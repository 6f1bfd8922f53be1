// Loaded before anything else: our packages come from the sources that this file belongs to, whoever asks for them.
// Sources of another commit share the libraries of these, and some libraries ask for our packages by name.

const Module = require('node:module');
const path = require('node:path');

const root = path.resolve(__dirname, '../../../..');
const asker = new Module(path.join(root, 'package.json'));
asker.filename = path.join(root, 'package.json');
asker.paths = Module._nodeModulePaths(root);

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveOwn(request, parent, ...rest) {
  return resolve.call(this, request, request.startsWith('@tutti/') ? asker : parent, ...rest);
};
