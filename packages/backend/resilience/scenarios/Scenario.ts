import type { Rig } from '../rig/Rig';
import { Site } from '../rig/Site';
import type { WorldRecord } from '../rig/World';
import { until } from '../rig/waits';

/** How long something took, and how long it may take at most. */
export interface Measure {
  what: string;
  milliseconds: number;
  limit: number;
}

/** Something that happens to the replicas in the middle of a deployment. */
export interface Scenario {
  name: string;
  /** @throws Error when the product does not come through. */
  run(rig: Rig): Promise<Measure[]>;
}

const SLOW = 60_000;
let sites = 0;

/** What one submission of the scenarios asks for. */
export const ONE_WORKLOAD = {
  web: { db: { size: 1, flavour: 'plain' }, cache: { size: 1, flavour: 'plain' } },
};

/** An environment that nothing has happened in. */
export async function freshSite(rig: Rig): Promise<Site> {
  sites += 1;
  return Site.create(rig.client, 'scenarios', `case-${sites}`);
}

/** Submits, and waits until the world has been asked for the first thing, which takes very long. */
export async function beginSlowly(
  rig: Rig,
  site: Site,
): Promise<{ uid: string; asked: WorldRecord; seat: string }> {
  rig.world.mood = ({ environment, fence }) => ({
    before: environment === site.uid && fence.counter === 1 ? SLOW : 0,
    after: 0,
  });
  const submitted = await site.submit(ONE_WORKLOAD);
  const asked = await until('An effect is asked for', () =>
    rig.world.records.find(record => record.what === 'asked' && record.environment === site.uid),
  );
  return { uid: submitted!.uid, asked, seat: seatOf(asked.replica!) };
}

/** The seat of a replica, whose name is that of the seat with the number of its start. */
export function seatOf(replica: string): string {
  return replica.split('.')[0];
}

/** Waits until another replica has claimed the lane. */
export async function takenOver(
  rig: Rig,
  site: Site,
  from: string,
): Promise<{ writer: string; at: number }> {
  return until('Another replica takes over', async () => {
    const { rows } = await rig.database.query(
      `select writer, (extract(epoch from at) * 1000)::float8 as at from rig.history
        where relation = 'lanes' and environment_uid = $1 and writer <> $2 and seq >
          (select coalesce(max(seq), 0) from rig.history
            where relation = 'lanes' and environment_uid = $1 and writer = $2)
        order by seq limit 1`,
      [site.uid, from],
    );
    return rows[0];
  });
}

/** Waits for the end of a deployment. @throws Error when it does not succeed. */
export async function succeeds(site: Site, uid: string): Promise<void> {
  const { status, error, number } = await site.rested(uid);
  if (status !== 'succeeded') {
    throw new Error(`Deployment ${number} of ${site.name} is ${status}: ${error}`);
  }
}
