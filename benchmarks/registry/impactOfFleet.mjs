// Runs in a process of its own: fills a PostgreSQL that is thrown away with a fleet, asks what a change would do to it,
// lets the queue find out, plans some environments by ordinary deployments, and tells its parent how long each took.

import { rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { countOf, DATABASES, database as databaseOf, workloads } from './fleet.mjs';
import { fillFleet } from './fillFleet.mjs';
import { startFleet } from './startFleet.mjs';

// Packages are TypeScript that is compiled when it is required.
const require = createRequire(import.meta.url);
const { PostgresServer } = require('../../packages/backend/src/embedded/PostgresServer');

const [environments, plans] = process.argv.slice(2).map(Number);
const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tutti-benchmark-'));
await fs.chmod(folder, 0o755); // the server runs as another user where this process is root
const server = await PostgresServer.start({
  ...{ folder: path.join(folder, 'postgres'), user: 'benchmark', password: 'benchmark' },
  preferredPort: 5533,
});
const fleet = await startFleet({ server, folder });
// After the server, which was first to want to stop at the exit.
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const filled = await fillFleet(fleet, environments);
await fleet.start();

const file = { name: 'postgres.yaml', content: databaseOf('production', 'postgres.elsewhere') };
let since = performance.now();
let report = await fleet.impacts.ask({ files: [file] }, 'user:default/benchmark');
while (report.status === 'pending' || report.status === 'running') {
  await sleep(50);
  report = await fleet.impacts.get(report.uid);
}
const milliseconds = performance.now() - since;
if (report.status !== 'done') {
  throw new Error(`The report ended as ${report.status}: ${report.error}`);
}

since = performance.now();
for (const { uid } of filled.environments.slice(0, plans)) {
  let deployment = await fleet.deployments.submit(
    {
      environmentUid: uid,
      ...{ kind: 'deploy', planOnly: true, onBusy: 'queue' },
      delta: { upsert: workloads(), remove: [] },
    },
    { ref: 'user:default/benchmark' },
  );
  while (deployment.status === 'pending' || deployment.status === 'planning') {
    await sleep(2);
    deployment = await fleet.deployments.get(deployment.uid);
  }
  if (deployment.status !== 'planned') {
    throw new Error(`The deployment ended as ${deployment.status}: ${deployment.error}`);
  }
}
process.send({
  report: {
    milliseconds,
    summary: report.summary,
    ...{ changed: countOf(environments, 'production'), databases: DATABASES },
  },
  plans: { milliseconds: performance.now() - since, count: plans },
  nodes: filled.nodes,
});
await fleet.stop();
process.disconnect();
