import { createRequire } from 'node:module';

// Packages are TypeScript that is compiled when it is required.
const require = createRequire(import.meta.url);
const { runResilience } = require('../../packages/backend/resilience/runResilience.ts');

process.once('message', options => {
  runResilience({ ...options, report: line => console.log(`  ${line}`) }).then(
    result => process.send({ kind: 'result', result }, () => process.exit(0)),
    error => {
      console.error(error);
      process.exit(1);
    },
  );
});
