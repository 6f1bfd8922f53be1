// Runs a command beside a throw-away PostgreSQL server, for tests that need a real database:
//
//   node scripts/with-postgres.mjs yarn workspace <package> test
//
// Needs the tool chain's Node (`npm run shell` gives one) and installed dependencies.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { withPostgres } = require('../packages/backend/src/embedded/withPostgres.ts');

const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('Say which command to run: node scripts/with-postgres.mjs <command> [arguments]');
  process.exit(1);
}
process.exit(await withPostgres(command, args));
