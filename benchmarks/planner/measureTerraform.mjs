import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The program to compare with; `undefined` when neither is on the PATH. */
export function findTerraform() {
  return ['terraform', 'tofu'].find(name => spawnSync(name, ['version']).status === 0);
}

/**
 * Prepares a folder in which `plan` plans one `terraform_data` for each node, with the same edges. Nothing has to be
 * fetched for it, and nothing is asked of anything outside.
 *
 * @returns `plan()`, which runs once and returns the milliseconds from start to end and how many resources it would
 * create; `apply()`, and `remove()`
 */
export function prepareTerraform(program, nodes) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tutti-benchmark-'));
  fs.writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(configuration(nodes)));
  run(program, folder, ['init', '-input=false', '-no-color']);
  return {
    plan() {
      const since = performance.now();
      const output = run(program, folder, ['plan', '-input=false', '-no-color', '-lock=false']);
      const milliseconds = performance.now() - since;
      return { milliseconds, created: Number(/Plan: (\d+) to add/.exec(output)?.[1]) };
    },
    /** Makes them all, as nothing is there yet; returns the milliseconds and how many were made. */
    apply() {
      const since = performance.now();
      const output = run(program, folder, ['apply', '-auto-approve', '-input=false', '-no-color']);
      const milliseconds = performance.now() - since;
      return { milliseconds, created: Number(/(\d+) added/.exec(output)?.[1]) };
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

function configuration(nodes) {
  const names = new Map(nodes.map(({ node }, index) => [node, `node_${index}`]));
  const resources = nodes.map(({ node, dependsOn }) => [
    names.get(node),
    {
      input: { node },
      depends_on: dependsOn.map(needed => `terraform_data.${names.get(needed)}`),
    },
  ]);
  return { resource: { terraform_data: Object.fromEntries(resources) } };
}

function run(program, cwd, args) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  if (status !== 0) {
    throw new Error(`${program} ${args[0]} ended with code ${status}: ${stderr.slice(-500)}`);
  }
  return stdout;
}
