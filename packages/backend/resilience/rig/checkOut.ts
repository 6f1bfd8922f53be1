import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const REPLICA = 'packages/backend/resilience/replica';

/**
 * Lays out the sources of a commit beside those of the rig, so that both versions can run at once: with the libraries
 * that are installed here, its own packages, and the rig's part of a replica.
 *
 * @param root - the repository
 * @param folder - is made, and becomes the root of the other version
 * @throws Error when the repository has no such commit
 */
export function checkOut(root: string, commit: string, folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  const archive = `${folder}.tar`;
  execFileSync('git', ['archive', '--format=tar', `--output=${archive}`, commit], { cwd: root });
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  fs.rmSync(archive);
  linkModules(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), root, folder);
  for (const group of ['packages', 'plugins']) {
    for (const name of fs.readdirSync(path.join(folder, group))) {
      const own = path.join(root, group, name, 'node_modules');
      const place = path.join(folder, group, name, 'node_modules');
      if (fs.existsSync(own)) {
        fs.symlinkSync(own, place);
      }
    }
  }
  fs.rmSync(path.join(folder, REPLICA), { recursive: true, force: true });
  fs.cpSync(path.join(root, REPLICA), path.join(folder, REPLICA), { recursive: true });
}

/** Links libraries to where they are; links to our own packages lead to those of the other version. */
function linkModules(from: string, to: string, root: string, folder: string): void {
  fs.mkdirSync(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const place = path.join(to, entry.name);
    if (entry.name.startsWith('@') && entry.isDirectory()) {
      linkModules(source, place, root, folder);
    } else if (entry.isSymbolicLink()) {
      const own = path.join(folder, path.relative(root, fs.realpathSync(source)));
      if (fs.existsSync(own)) {
        fs.symlinkSync(own, place);
      }
    } else if (entry.name !== '.cache') {
      fs.symlinkSync(source, place);
    }
  }
}
