// Builds what is published of the command line: a folder with one program, which `npm pack`, `npm publish` and
// `npm install --global` take as it is. Our own packages are put in, because they are not published by themselves; what
// others wrote stays a dependency.
//
// node scripts/build.mjs [folder]     default: dist

import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const home = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const root = path.resolve(home, '../..');
const folder = path.resolve(process.argv[2] ?? path.join(home, 'dist'));
const PROGRAM = 'tutti.cjs';

/** Our packages that go into the program, and those that they need in turn. */
const ours = [
  '@tutti/score',
  '@tutti/planner',
  '@tutti/backstage-plugin-platform-orchestrator-common',
];

function readManifest(at) {
  return JSON.parse(fs.readFileSync(path.join(at, 'package.json'), 'utf8'));
}

/** The versions that our packages ask for of what others wrote. */
function declaredVersions() {
  const folders = [home, ...ours.map(name => path.join(root, 'node_modules', name))];
  return Object.assign({}, ...folders.reverse().map(each => readManifest(each).dependencies));
}

/** The package of an import that stays one. */
function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

fs.rmSync(folder, { recursive: true, force: true });
const declared = declaredVersions();
const { metafile } = await build({
  entryPoints: [path.join(home, 'src/index.ts')],
  outfile: path.join(folder, PROGRAM),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  banner: { js: '#!/usr/bin/env node' },
  external: Object.keys(declared).filter(name => !ours.includes(name)),
  metafile: true,
  logLevel: 'warning',
});

const used = Object.values(metafile.outputs)
  .flatMap(output => output.imports)
  .filter(each => each.external && !builtinModules.includes(each.path.replace(/^node:/, '')))
  .map(each => packageOf(each.path));
const dependencies = Object.fromEntries(
  [...new Set(used)].sort().map(name => [name, declared[name]]),
);
const { name, version, description, license, engines } = readManifest(home);
const manifest = { name, version, description, license, engines };
fs.writeFileSync(
  path.join(folder, 'package.json'),
  `${JSON.stringify({ ...manifest, bin: { tutti: PROGRAM }, dependencies }, undefined, 2)}\n`,
);
fs.chmodSync(path.join(folder, PROGRAM), 0o755);
fs.copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
fs.copyFileSync(path.join(home, 'README.md'), path.join(folder, 'README.md'));
