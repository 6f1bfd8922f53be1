import fs from 'node:fs';
import path from 'node:path';
import { root, workFolder } from './project.mjs';
import { endOf, runLogged } from './run.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';
import { stop } from './stop.mjs';

/** What the browser's code is made of: the app, its plugins, and the pure packages they use. */
const SOURCES = [
  'packages/app',
  'plugins/orchestrator-frontend',
  'plugins/orchestrator-common',
  'packages/planner',
  'packages/score',
].flatMap(folder => [`${folder}/src`, `${folder}/public`, `${folder}/package.json`]);

/** The configuration that the build reads; all other is put into the page when it is served. */
function appSection() {
  const config = fs.readFileSync(path.join(root, 'app-config.yaml'), 'utf8');
  return config.match(/^app:\n(?:(?: .*|#.*)?\n)*/m)?.[0] ?? '';
}

/** Builds the frontend, when its sources changed since the last time. */
export async function buildFrontend(toolchain) {
  const stampFile = path.join(workFolder, 'build/frontend');
  const hash = hashOf(root, [...SOURCES, 'yarn.lock', 'tsconfig.json'], appSection());
  const page = path.join(root, 'packages/app/dist/index.html.tmpl');
  if (fs.existsSync(page) && isStamped(stampFile, hash)) {
    return;
  }
  const log = path.join(workFolder, 'logs/frontend.log');
  const args = [...toolchain.yarn, 'workspace', 'app', 'build'];
  const { NODE_ENV: _, ...env } = toolchain.env;
  const code = await runLogged(toolchain.node, args, { cwd: root, env, log });
  if (code !== 0) {
    stop(`The frontend could not be built (${log}):\n${endOf(log, 30)}`);
  }
  stamp(stampFile, hash);
}
