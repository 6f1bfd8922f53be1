import { pause, until } from '../rig/waits';
import { beginSlowly, freshSite, succeeds, takenOver, type Scenario } from './Scenario';

/** A replica that was asked to end has ended within this time, whatever holds it. */
const STOP_LIMIT = 20_000;

/**
 * SIGTERM in the middle of an effect: the lane is handed over at once, and no heartbeat has to lapse.
 *
 * @param options - `comesBack`: whether another process is started in the place of the one that ended (default: yes)
 */
export function handOver({ comesBack = true }: { comesBack?: boolean } = {}): Scenario {
  return {
    name: 'SIGTERM in the middle of an effect',
    async run(rig) {
      const site = await freshSite(rig);
      const { uid, seat, asked } = await beginSlowly(rig, site);
      const at = Date.now();
      const replica = rig.replica(seat)!;
      replica.terminate();
      rig.log(`${asked.replica} was asked to end.`);
      const claimed = await takenOver(rig, site, asked.replica!);
      await succeeds(site, uid);
      await replica.ended;
      if (comesBack) {
        await rig.launch(seat);
      }
      return [
        { what: 'SIGTERM → claimed by another', milliseconds: claimed.at - at, limit: 5_000 },
      ];
    },
  };
}

/** A stop ends, although nobody answers at the other end of its connections; what it worked on is taken over. */
export const stoppedInSilence: Scenario = {
  name: 'SIGTERM for a replica that is silently cut off from PostgreSQL',
  async run(rig) {
    const site = await freshSite(rig);
    const { uid, seat, asked } = await beginSlowly(rig, site);
    const replica = rig.replica(seat)!;
    rig.proxy(seat).cut('silent');
    await pause(1_000); // whatever is asked now waits for its answer
    const at = Date.now();
    replica.terminate();
    rig.log(`${asked.replica} was cut off and asked to end.`);
    const endedAt = await Promise.race([replica.ended, pause(60_000).then(() => Date.now())]);
    rig.proxy(seat).heal();
    await succeeds(site, uid);
    return [{ what: 'SIGTERM in silence → ended', milliseconds: endedAt - at, limit: STOP_LIMIT }];
  },
};

/** Somebody cancels in the middle of an effect: the driver is told, and the deployment ends. */
export const cancelled: Scenario = {
  name: 'cancelled in the middle of an effect',
  async run(rig) {
    const site = await freshSite(rig);
    const { uid } = await beginSlowly(rig, site);
    const at = Date.now();
    await site.cancel(uid);
    const left = await until('The driver is told', () =>
      rig.world.records.find(
        ({ what, environment }) => what === 'left' && environment === site.uid,
      ),
    );
    const { status } = await site.rested(uid);
    if (status !== 'cancelled') {
      throw new Error(`The deployment is ${status}, and should be cancelled.`);
    }
    rig.world.mood = () => ({ before: 0, after: 0 });
    const again = await site.submit({ web: { db: { size: 2, flavour: 'plain' } } });
    await succeeds(site, again!.uid);
    return [{ what: 'Cancel → driver told', milliseconds: left.at - at, limit: 5_000 }];
  },
};

/** PostgreSQL ends all connections and starts again in the middle of effects. */
export const databaseRestart: Scenario = {
  name: 'PostgreSQL restarted in the middle of effects',
  async run(rig) {
    const site = await freshSite(rig);
    const other = await freshSite(rig);
    rig.world.mood = () => ({ before: 1_000, after: 1_000 });
    const submitted = await Promise.all(
      [site, other].map(each => each.submit({ web: { db: { size: 1, flavour: 'plain' } } })),
    );
    await until('An effect is asked for', () =>
      rig.world.records.find(
        ({ what, environment }) => what === 'asked' && environment === site.uid,
      ),
    );
    rig.log('PostgreSQL is restarted.');
    await rig.restartPostgres();
    await succeeds(site, submitted[0]!.uid);
    await succeeds(other, submitted[1]!.uid);
    return [];
  },
};
