import { runBrowserTests } from './runBrowserTests.mjs';
import { runCheck } from './runCheck.mjs';
import { runPart } from '../resilience/runPart.mjs';
import { runScriptTests } from './runScriptTests.mjs';
import { runUnitTests } from './runUnitTests.mjs';

/**
 * What `npm test` runs, in order: cheap before dear. A step answers with how many checks or tests
 * passed, failed and were skipped; a check counts as one.
 */
export const steps = [
  {
    name: 'format',
    title: 'Prettier on every file',
    run: toolchain => runCheck(toolchain, ['prettier', '--check', '--log-level', 'warn', '.']),
  },
  {
    name: 'lint',
    title: 'ESLint on every file, with the import table',
    run: toolchain =>
      runCheck(toolchain, ['eslint', '.', '--ext', '.js,.mjs,.ts,.tsx', '--max-warnings', '0']),
  },
  {
    name: 'imports',
    title: 'the import table over all packages, and what the documentation shows',
    run: runScriptTests,
  },
  {
    name: 'types',
    title: 'TypeScript on every package',
    run: toolchain => runCheck(toolchain, ['tsc', '--project', 'tsconfig.json']),
  },
  {
    name: 'unit',
    title: 'unit and integration tests, on PostgreSQL and better-sqlite3',
    run: runUnitTests,
  },
  {
    name: 'resilience',
    title: 'three backends on one PostgreSQL, cut off, frozen, stopped and killed',
    run: toolchain => runPart(toolchain, 'short'),
  },
  {
    name: 'build',
    title: 'the production build: frontend and backend bundle',
    run: toolchain => runCheck(toolchain, ['workspace', 'backend', 'build']),
  },
  {
    name: 'browser',
    title: 'browser tests in Chromium, against a fresh start',
    run: runBrowserTests,
  },
];
