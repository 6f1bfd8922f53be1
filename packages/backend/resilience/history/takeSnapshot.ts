import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Pool } from 'pg';
import type { World } from '../rig/World';
import { PLUGIN_SCHEMA } from './recordHistory';
import type { DeliveredEnvironment, DeliveryCommit, Snapshot } from './Snapshot';

const execute = promisify(execFile);
const FIELD = '\u001f';

/** A workload in a desired set, as far as the rig makes them. */
interface SetEntry {
  workload: { containers: { main: { image: string } } };
}

/** Reads everything that the rules look at, without the product. */
export async function takeSnapshot(options: {
  database: Pool;
  repository: string;
  world: World;
}): Promise<Snapshot> {
  const { database, repository, world } = options;
  const all = async (query: string) => (await database.query(query)).rows;
  const changes = await all(
    `select seq::int, (extract(epoch from at) * 1000)::float8 as at, relation, writer,
      environment_uid as environment, old, new from rig.history order by seq`,
  );
  const environments = await all(
    `select a.name as application, e.name as environment, s.content
      from ${PLUGIN_SCHEMA}.environments e
      join ${PLUGIN_SCHEMA}.applications a on a.uid = e.application_uid
      left join ${PLUGIN_SCHEMA}.deployment_sets s on s.hash = e.desired_set`,
  );
  const [{ waiting }] = await all(`select count(*)::int as waiting from ${PLUGIN_SCHEMA}.outbox`);
  return {
    changes,
    ledger: await all(
      `select uid, environment_uid as environment, node, role, presence
        from ${PLUGIN_SCHEMA}.ledger where driver = 'world'`,
    ),
    deployments: await all(
      `select uid, environment_uid as environment, number, status from ${PLUGIN_SCHEMA}.deployments`,
    ),
    outbox: waiting,
    commits: await readCommits(repository),
    environments: await Promise.all(environments.map(row => readEnvironment(repository, row))),
    records: world.records,
    things: [...world.things.values()],
  };
}

async function git(repository: string, ...args: string[]): Promise<string> {
  const { stdout } = await execute('git', ['--git-dir', repository, ...args], {
    maxBuffer: 100_000_000,
  });
  return stdout;
}

async function hasBranch(repository: string): Promise<boolean> {
  return (await git(repository, 'branch', '--list', 'main')).trim() !== '';
}

async function readCommits(repository: string): Promise<DeliveryCommit[]> {
  if (!(await hasBranch(repository))) {
    return [];
  }
  const trailer = (name: string) => `%(trailers:key=Tutti-${name},valueonly,separator=)`;
  const format = ['%H', trailer('Deployment'), trailer('Environment'), trailer('Fence')];
  const log = await git(repository, 'log', '--reverse', `--format=${format.join(FIELD)}`, 'main');
  return log
    .trim()
    .split('\n')
    .map(line => {
      const [id, deployment, environment, fence] = line.split(FIELD);
      return { id, deployment, environment, fence };
    });
}

/** The images that a set asks for, and those in the files of its environment's folder. */
async function readEnvironment(
  repository: string,
  row: { application: string; environment: string; content?: string },
): Promise<DeliveredEnvironment> {
  const name = `${row.application}/${row.environment}`;
  const { workloads = {} } = JSON.parse(row.content ?? '{}');
  const desired: Record<string, string> = {};
  for (const [workload, entry] of Object.entries<SetEntry>(workloads)) {
    desired[workload] = entry.workload.containers.main.image;
  }
  const delivered: Record<string, string> = {};
  const files = (await hasBranch(repository))
    ? await git(repository, 'ls-tree', '-r', '--name-only', 'main', `${name}/workloads/`)
    : '';
  for (const file of files.split('\n').filter(each => each !== '')) {
    const text = await git(repository, 'show', `main:${file}`);
    const workload = file.split('/')[3];
    delivered[workload] = /image: (\S+)/.exec(text)?.[1] ?? delivered[workload] ?? 'none';
  }
  return { name, desired, delivered };
}
