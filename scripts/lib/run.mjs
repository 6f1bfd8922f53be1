import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Runs a program with its output in a log file.
 *
 * @returns its exit code; 127 when there is no such program.
 */
export function runLogged(command, args, { cwd, env, log }) {
  fs.mkdirSync(path.dirname(log), { recursive: true });
  const output = fs.openSync(log, 'w');
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', output, output] });
    child.once('error', () => resolve(127));
    child.once('close', code => resolve(code ?? 1));
  }).finally(() => fs.closeSync(output));
}

// eslint-disable-next-line no-control-regex
const COLOR = /\u001b\[[0-9;]*m/g;

/** The last lines of a log, shortened, for a person who has to find out what went wrong. */
export function endOf(log, lines = 15) {
  if (!fs.existsSync(log)) {
    return '';
  }
  const all = fs.readFileSync(log, 'utf8').replace(COLOR, '').trimEnd().split('\n');
  return all
    .slice(-lines)
    .map(line => (line.length > 200 ? `${line.slice(0, 200)} …` : line))
    .join('\n');
}
