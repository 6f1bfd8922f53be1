import type { Rig } from '../rig/Rig';
import { RigClient } from '../rig/RigClient';
import { Site } from '../rig/Site';
import { until } from '../rig/waits';
import { ONE_WORKLOAD, succeeds, type Scenario } from './Scenario';

/**
 * One replica serves the API and one works: what is submitted to the first is done by the second, and shows at the first
 * while it goes on.
 */
export const roles: Scenario = {
  name: 'one replica for the API and one that works',
  async run(rig) {
    const [serving, working] = rig.seats;
    await relaunch(rig, serving, false);
    await relaunch(rig, working, true);
    const server = rig.replica(serving)!;
    const worker = rig.replica(working)!;
    rig.world.mood = () => ({ before: 2_000, after: 0 });
    const site = await Site.create(
      RigClient.create(() => [server]),
      'scenarios',
      'roles',
    );
    const { uid } = (await site.submit(ONE_WORKLOAD))!;
    await until('The log shows what goes on', async () => {
      const [deployment, log] = [await site.look(uid), await site.log(uid)];
      if (deployment.status !== 'applying') {
        return undefined;
      }
      return log.some(line => line === 'Begins to create.') || undefined;
    });
    await succeeds(site, uid);
    await until('The event of its end is told', () =>
      rig.world.records.find(
        ({ what, payload }) => what === 'told' && payload?.environment === 'roles',
      ),
    );
    await relaunch(rig, serving, true);
    const { rows } = await rig.database.query(
      `select distinct writer from rig.history where relation = 'lanes' and environment_uid = $1`,
      [site.uid],
    );
    const writers = rows.map(({ writer }) => writer);
    if (writers.join() !== worker.name) {
      throw new Error(`The lane was claimed by ${writers.join()}, and only ${worker.name} works.`);
    }
    return [];
  },
};

/** Ends the replica of a seat, and starts another one there. */
async function relaunch(rig: Rig, seat: string, worker: boolean): Promise<void> {
  const before = rig.replica(seat);
  before?.terminate();
  await before?.ended;
  await rig.launch(seat, { worker });
}
