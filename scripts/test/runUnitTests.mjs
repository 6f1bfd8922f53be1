import fs from 'node:fs';
import path from 'node:path';
import { workFolder } from '../lib/project.mjs';
import { runVisibly } from './runCheck.mjs';

/** Runs every Jest test of every package, beside a PostgreSQL server of their own. */
export async function runUnitTests(toolchain) {
  const report = path.join(workFolder, 'test/unit.json');
  fs.rmSync(report, { force: true });
  fs.mkdirSync(path.dirname(report), { recursive: true });
  const { NODE_ENV: _, ...env } = toolchain.env;
  const code = await runVisibly(
    toolchain.node,
    [
      'scripts/with-postgres.mjs',
      toolchain.node,
      ...toolchain.yarn,
      ...['backstage-cli', 'repo', 'test', '--maxWorkers=2', '--json', `--outputFile=${report}`],
      // Real databases and processes on a busy machine: how long they take is not what is tested.
      '--testTimeout=60000',
    ],
    { ...env, CI: '1' },
  );
  if (!fs.existsSync(report)) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const results = JSON.parse(fs.readFileSync(report, 'utf8'));
  // A file that cannot be loaded has no failed test, but is a failure all the same.
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: Math.max(failed, code === 0 ? 0 : 1),
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
