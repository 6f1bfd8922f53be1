// Runs in a process of its own: one replica, which does what its parent asks and tells it when that is done.
// `--expose-gc` lets it say how much memory is in use rather than how much has not been collected.

import { rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startReplica } from './startReplica.mjs';

const require = createRequire(import.meta.url);
const { v7: uuid } = require('uuid');

const SUBMITTERS = 8;
const UNFINISHED = ['pending', 'planning', 'applying', 'verifying'];

let folder;
let replica;
let shape;
let server;
const statements = new Map();

const tasks = {
  /** Starts a PostgreSQL that is thrown away with this process, with the settings of the embedded default. */
  async serve() {
    const { PostgresServer } = require('../../packages/backend/src/embedded/PostgresServer');
    await makeFolder();
    server = await PostgresServer.start({
      ...{ folder: path.join(folder, 'postgres'), user: 'benchmark', password: 'benchmark' },
      preferredPort: 5543,
    });
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const { host, port, user, password } = server;
    return { host, port, user, password, database: 'postgres' };
  },
  async connect({ connection, module }) {
    await makeFolder();
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    shape = await import(module);
    replica = await startReplica({ connection, folder, shape });
    replica.database.on('query', ({ sql }) => {
      const words = sql.slice(0, 60);
      statements.set(words, (statements.get(words) ?? 0) + 1);
    });
  },
  /** Writes environments, one to an application; returns their uids. */
  async environments({ count, prefix }) {
    const applications = Array.from({ length: count }, (_, index) => ({
      uid: uuid(),
      name: `${prefix}-${index}`,
    }));
    const environments = applications.map(application => ({
      uid: uuid(),
      application_uid: application.uid,
      ...{ name: 'development', type: 'development' },
    }));
    await replica.database.batchInsert('applications', applications, 500);
    await replica.database.batchInsert('environments', environments, 500);
    return environments.map(environment => environment.uid);
  },
  /** Writes one application with many environments; returns their uids. */
  async fleet({ count, name }) {
    const application = uuid();
    await replica.database('applications').insert({ uid: application, name });
    const environments = Array.from({ length: count }, (_, index) => ({
      uid: uuid(),
      application_uid: application,
      ...{ name: `environment-${index}`, type: 'development' },
    }));
    await replica.database.batchInsert('environments', environments, 500);
    return environments.map(environment => environment.uid);
  },
  /**
   * Submits to one environment after the other, each when the first node of the one before has begun. Returns, for each,
   * the milliseconds from its acceptance to that moment, and how many deployments waited then.
   */
  async latencies({ environments, round, pause }) {
    const { database } = replica;
    const waits = [];
    for (const environment of environments) {
      await replica.deployments.submit(
        {
          environmentUid: environment,
          ...{ kind: 'deploy', planOnly: false, onBusy: 'queue' },
          delta: shape.deltaOf(round),
        },
        { ref: 'user:default/benchmark' },
      );
      for (;;) {
        const { rows } = await database.raw(
          `select extract(epoch from min(n.started_at) - d.created_at) * 1000 as wait,
              (select count(*) from deployments where status = 'pending') as waiting
            from deployments d join deployment_nodes n on n.deployment_uid = d.uid
            where d.environment_uid = ? and n.started_at is not null group by d.uid`,
          [environment],
        );
        if (rows.length > 0) {
          waits.push({ wait: Number(rows[0].wait), waiting: Number(rows[0].waiting) });
          break;
        }
        await sleep(20);
      }
      await sleep(pause);
    }
    return waits;
  },
  /** Submits one deployment to each environment; returns the milliseconds that took. */
  async submit({ environments, round, resources }) {
    const since = performance.now();
    const waiting = [...environments];
    await Promise.all(
      Array.from({ length: SUBMITTERS }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          await replica.deployments.submit(
            {
              environmentUid: next,
              ...{ kind: 'deploy', planOnly: false, onBusy: 'queue' },
              delta: shape.deltaOf(round, resources),
            },
            { ref: 'user:default/benchmark' },
          );
        }
      }),
    );
    return performance.now() - since;
  },
  /** Begins to work on what is queued. */
  start: () => replica.start(),
  /** Waits until nothing is left to do; returns how many deployments ended how. */
  async drained() {
    const { database } = replica;
    for (;;) {
      const [{ count }] = await database('deployments').whereIn('status', UNFINISHED).count();
      if (Number(count) === 0) {
        break;
      }
      await sleep(50);
    }
    const counts = await database('deployments').select('status').count().groupBy('status');
    return Object.fromEntries(counts.map(({ status, count }) => [status, Number(count)]));
  },
  /** The nodes of the newest plan, and what they need. */
  async graph() {
    const row = await replica.database('plans').orderBy('created_at', 'desc').first();
    return JSON.parse(row.content).nodes.map(({ node, dependsOn }) => ({ node, dependsOn }));
  },
  /** Milliseconds from the first start to the last end among deployments made after some time of the database. */
  async spanSince({ since }) {
    const { rows } = await replica.database.raw(
      `select extract(epoch from max(finished_at) - min(started_at)) * 1000 as span from deployments where created_at > ?`,
      [since],
    );
    return Number(rows[0].span);
  },
  async now() {
    const { rows } = await replica.database.raw(`select clock_timestamp()::text as now`);
    return rows[0].now;
  },
  /** Megabytes in use, after what is not in use was collected. */
  async memory() {
    globalThis.gc?.();
    await sleep(50);
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
  },
  /** Milliseconds of processor time so far. */
  async processor() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  /** Statements that were sent to the database so far, by their first words. */
  async statements() {
    return Object.fromEntries(statements);
  },
  exit: () => process.exit(),
  async stop() {
    await replica?.stop();
    replica = undefined;
  },
};

process.on('message', async ({ task, ...args }) => {
  try {
    process.send({ answer: (await tasks[task](args)) ?? true });
  } catch (error) {
    process.send({ failure: error.stack });
  }
});

// Without its parent nobody asks any more.
process.once('disconnect', () => process.exit());

async function makeFolder() {
  if (folder === undefined) {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tutti-benchmark-'));
    await fs.chmod(folder, 0o755); // the server runs as another user where this process is root
  }
}
