import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The root of the repository. */
export const root = path.resolve(__dirname, '../../../..');

/** The program of a clone, which reads the sources at each start. */
export const PROGRAM_OF_A_CLONE = path.resolve(__dirname, '../../bin/tutti');

const home = path.resolve(__dirname, '../..');
const built = path.join(home, `dist/test-${process.env.JEST_WORKER_ID ?? 1}`);
let program: string | undefined;

/** The program as it is published, built once for each test file: it starts five times as fast as that of a clone. */
function builtProgram(): string {
  if (!program) {
    execFileSync(process.execPath, [path.join(home, 'scripts/build.mjs'), built]);
    program = path.join(built, 'tutti.cjs');
  }
  return program;
}

/** How a run of `tutti` ended. */
export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What of a run can be chosen. */
export interface RunOptions {
  /** Default: the root of the repository. */
  cwd?: string;
  /** What standard input holds. */
  input?: string;
  env?: Record<string, string>;
  /** Default: the program as it is published. */
  program?: string;
}

/** Starts the program as a person would: as a process of its own. */
export function startTutti(
  args: string[],
  options: RunOptions = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [options.program ?? builtProgram(), ...args], {
    cwd: options.cwd ?? root,
    // Not all of this process's: a TUTTI_SERVER of the machine would answer.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...options.env },
  });
  child.stdin.end(options.input ?? '');
  return child;
}

/** Runs the program to its end. */
export function runTutti(args: string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = startTutti(args, options);
    const run: Run = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', chunk => (run.stdout += chunk));
    child.stderr.on('data', chunk => (run.stderr += chunk));
    child.once('error', reject);
    child.once('close', code => resolve({ ...run, code }));
  });
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/** A folder with the given files, which is removed after the test file. */
export function folderWith(files: Record<string, string | Buffer>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tutti-cli-'));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  folders.push(folder);
  return folder;
}
