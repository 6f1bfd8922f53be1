import { PLUGIN_SCHEMA } from '../history/recordHistory';
import { Random } from '../rig/Random';
import type { Rig } from '../rig/Rig';
import { Site } from '../rig/Site';
import { until } from '../rig/waits';
import { causeFaults, reviveAll } from './Faults';
import { Inhabitant } from './Inhabitant';

/** How long everything may take to come to rest once nothing happens to it any more, in milliseconds. */
const REST = 240_000;

/** Options of {@link runChaos}. */
export interface ChaosOptions {
  milliseconds: number;
  seed: number;
  /** How many applications, with an environment of each of two types. */
  applications: number;
}

/**
 * People work with several environments while everything that can happen to replicas happens, all by chance; then the
 * faults end, everything comes to rest, and each environment is deployed as a whole once more.
 *
 * @throws Error when something does not come to rest, or what was accepted is not there
 */
export async function runChaos(rig: Rig, options: ChaosOptions): Promise<void> {
  const random = Random.of(options.seed);
  const sites: Site[] = [];
  for (let index = 1; index <= options.applications; index += 1) {
    sites.push(await Site.create(rig.client, `chaos-${index}`, 'dev', 'development'));
    sites.push(await Site.create(rig.client, `chaos-${index}`, 'prod', 'production'));
  }
  // Each has random numbers of its own: what one does depends on no other's pace.
  const people = sites.map((site, index) =>
    Inhabitant.of(rig, site, Random.of(options.seed * 1_000 + index)),
  );
  rig.world.mood = () => ({
    before: random.chance(0.1) ? random.between(1_000, 8_000) : random.between(0, 150),
    after: random.chance(0.05) ? random.between(500, 3_000) : 0,
    ...(random.chance(0.08) && { failure: random.pick(['before', 'after'] as const) }),
  });
  const end = new AbortController();
  setTimeout(() => end.abort(), options.milliseconds);
  await Promise.all([
    causeFaults(rig, Random.of(options.seed + 1), end.signal),
    ...people.map(person => person.live(end.signal)),
  ]);
  await comeToRest(rig, people, sites);
  await assertAllThere(rig, people);
}

async function comeToRest(rig: Rig, people: Inhabitant[], sites: Site[]): Promise<void> {
  rig.log('The faults end.');
  rig.trap.clear();
  rig.world.mood = () => ({ before: 0, after: 0 });
  rig.seats.forEach(seat => rig.proxy(seat).heal());
  rig.replicas().forEach(replica => replica.thaw());
  await reviveAll(rig);
  const rest = () =>
    until(
      'Everything comes to rest',
      async () => {
        const { rows } = await rig.database.query(
          `select 1 from ${PLUGIN_SCHEMA}.deployments
            where status in ('pending', 'planning', 'applying', 'verifying')
            union all select 1 from ${PLUGIN_SCHEMA}.outbox limit 1`,
        );
        return rows.length === 0 || undefined;
      },
      REST,
    );
  await rest();
  await Promise.all(people.map(person => person.decide()));
  await rest();
  rig.log('Everything has come to rest.');
  const { rows } = await rig.database.query(
    `select e.uid, s.content from ${PLUGIN_SCHEMA}.environments e
      left join ${PLUGIN_SCHEMA}.deployment_sets s on s.hash = e.desired_set`,
  );
  await Promise.all(
    people.map((person, index) => {
      const row = rows.find(({ uid }) => uid === sites[index].uid);
      return person.settle(Object.keys(JSON.parse(row?.content ?? '{}').workloads ?? {}));
    }),
  );
  await rest();
}

/** What was accepted is there: no submission is lost with the replica that took it in. */
async function assertAllThere(rig: Rig, people: Inhabitant[]): Promise<void> {
  const { rows } = await rig.database.query(`select uid from ${PLUGIN_SCHEMA}.deployments`);
  const there = new Set(rows.map(({ uid }) => uid));
  const lost = people.flatMap(({ accepted }) => accepted).filter(uid => !there.has(uid));
  if (lost.length > 0) {
    throw new Error(`These deployments were accepted and are gone: ${lost.join(', ')}.`);
  }
  rig.log(`${there.size} deployments, ${rig.world.records.length} records of the world.`);
}
