import { spawn } from 'node:child_process';
import { root } from '../lib/project.mjs';

/** Runs a program with its output on the terminal; answers with its exit code. */
export function runVisibly(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
}

/** Runs something through Yarn that either passes or fails as a whole. */
export async function runCheck(toolchain, args) {
  const env = { ...toolchain.env, CI: '1', NODE_ENV: undefined };
  const code = await runVisibly(toolchain.node, [...toolchain.yarn, ...args], env);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}
