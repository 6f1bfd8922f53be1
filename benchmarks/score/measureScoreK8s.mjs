import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { scoreFiles } from './scoreFiles.mjs';

/**
 * Lets score-k8s generate the manifests of the same workloads, in one process.
 *
 * @returns its `version`, the `milliseconds` from start to end, and `kinds` (how many objects of each); `undefined`
 * when it is not on the PATH
 */
export function measureScoreK8s({ count }) {
  const version = spawnSync('score-k8s', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) {
    return undefined;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tutti-benchmark-'));
  try {
    const files = scoreFiles(count);
    for (const { name, text } of files) {
      fs.writeFileSync(path.join(folder, name), text);
    }
    run(folder, ['init', '--no-sample', '--no-default-provisioners']);
    const since = performance.now();
    run(folder, ['generate', ...files.map(({ name }) => name), '--output', 'manifests.yaml']);
    const milliseconds = performance.now() - since;
    const output = fs.readFileSync(path.join(folder, 'manifests.yaml'), 'utf8');
    const kinds = {};
    for (const [, kind] of output.matchAll(/^kind: (\w+)$/gm)) {
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    return { version: version.stdout.trim(), milliseconds, kinds };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function run(cwd, args) {
  const { status, stderr } = spawnSync('score-k8s', args, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`score-k8s ${args[0]} ended with code ${status}: ${stderr.slice(-500)}`);
  }
}
