import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const BINARY = path.resolve(__dirname, '../../bin/tutti');

/** The root of the repository. */
export const root = path.resolve(__dirname, '../../../..');

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
}

/** Starts the program as a person would: as a process of its own. */
export function startTutti(
  args: string[],
  options: RunOptions = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [BINARY, ...args], {
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
