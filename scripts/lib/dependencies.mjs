import fs from 'node:fs';
import path from 'node:path';
import { packageFolders, root, workFolder } from './project.mjs';
import { endOf, runLogged } from './run.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';
import { stop } from './stop.mjs';
import { missingBuildTools } from './toolchain.mjs';

/** Installs the dependencies that the lockfile names, when they changed since the last time. */
export async function installDependencies(toolchain) {
  const modules = path.join(root, 'node_modules');
  const stampFile = path.join(modules, '.tutti-installed');
  const manifests = packageFolders().map(folder => path.join(folder, 'package.json'));
  // Native modules fit one major version of Node.
  const node = toolchain.node === process.execPath ? process.versions.modules : 'fetched';
  const hash = hashOf(root, ['package.json', 'yarn.lock', '.yarnrc.yml', ...manifests], node);
  if (isStamped(stampFile, hash)) {
    return;
  }
  const log = path.join(workFolder, 'logs/install.log');
  const code = await runLogged(toolchain.node, [...toolchain.yarn, 'install', '--immutable'], {
    cwd: root,
    env: toolchain.env,
    log,
  });
  if (code !== 0) {
    const missing = missingBuildTools();
    // Yarn's code for a package whose build failed.
    if (missing.length > 0 && fs.readFileSync(log, 'utf8').includes('YN0009')) {
      stop(
        `Native modules could not be built, because ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing. ` +
          'Install python3, make and g++ (Debian and Ubuntu: apt-get install python3 make g++), then run this again.',
      );
    }
    stop(`The dependencies could not be installed (${log}):\n${endOf(log)}`);
  }
  if (fs.existsSync(modules)) {
    stamp(stampFile, hash);
  }
}
