import path from 'node:path';
import { checkOut } from '../rig/checkOut';
import { OWN_ROOT, type Rig } from '../rig/Rig';
import type { Site } from '../rig/Site';
import { freshSite, ONE_WORKLOAD, succeeds, type Measure } from './Scenario';

const ROUNDS = 6;

/**
 * An upgrade replica by replica: the older version works on a database, the present one starts beside it and brings the
 * tables to its shape, both work on the same environments for a while, and the older one goes. Nothing may fail on either.
 *
 * @param commit - of the older version
 * @throws Error when a deployment does not succeed
 */
export async function upgradeFrom(rig: Rig, commit: string): Promise<Measure[]> {
  const older = path.join(rig.folder, 'older');
  checkOut(OWN_ROOT, commit, older);
  const [first, second] = rig.seats;
  await rig.launch(first, { root: older });
  rig.log(`The older version (${commit}) works alone.`);
  const sites = [await freshSite(rig), await freshSite(rig), await freshSite(rig)];
  await deployAll(sites, 'app:old');
  await rig.launch(second);
  rig.log('Both versions work side by side.');
  for (let round = 1; round <= ROUNDS; round += 1) {
    await deployAll(sites, `app:both-${round}`);
  }
  await deployAll([await freshSite(rig)], 'app:both');
  const replica = rig.replica(first)!;
  replica.terminate();
  await replica.ended;
  rig.log('The present version works alone.');
  await deployAll(sites, 'app:new');
  return [];
}

async function deployAll(sites: Site[], image: string): Promise<void> {
  await Promise.all(
    sites.map(async site => {
      const submitted = await site.submit(ONE_WORKLOAD, { image });
      await succeeds(site, submitted!.uid);
    }),
  );
}
