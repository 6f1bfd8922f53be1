import type { TrapOrder } from '../replica/Trap';
import { STUBBORN } from '../replica/WorldDriver';
import { pause, until } from '../rig/waits';
import { freshSite, seatOf, succeeds, takenOver, type Scenario } from './Scenario';

/** How long a replica that has woken up is given to do harm, in milliseconds. */
const AWAKE = 6_000;

/**
 * SIGSTOP past the heartbeat, at one boundary, and SIGCONT when another replica has done the work: what the sleeper does
 * then is refused. In front of the effect the world has to refuse it; in a transaction, the server has ended that.
 *
 * @param options - `awake`: how long it is given to do harm afterwards, in milliseconds (default: 6 s)
 */
export function freezeAt(
  order: Omit<TrapOrder, 'action'>,
  { awake = AWAKE }: { awake?: number } = {},
): Scenario {
  const at = `${order.moment} ${order.boundary}`;
  return {
    name: `frozen ${at}, and woken up when another is done`,
    async run(rig) {
      const site = await freshSite(rig);
      rig.world.mood = () => ({ before: 0, after: 0 });
      const containing = order.boundary === 'effect' ? 'thing' : undefined;
      rig.trap.set({ ...order, containing, action: 'freeze' });
      const submitted = await site.submit({ web: { db: { size: 1, flavour: STUBBORN } } });
      const caught = await until('A replica comes to the boundary', () => rig.trap.caught());
      const sleeper = rig.replica(seatOf(caught.name))!;
      sleeper.freeze(); // it is; this lets the rig ask the others only
      rig.log(`${caught.name} froze ${at}.`);
      const claimed = await takenOver(rig, site, caught.name);
      await succeeds(site, submitted!.uid);
      sleeper.thaw();
      rig.log(`${caught.name} woke up.`);
      if (order.boundary === 'effect' && order.moment === 'before') {
        await until(`The world refuses what ${caught.name} asks after it woke up`, () =>
          rig.world.records.find(
            ({ what, replica, environment }) =>
              what === 'refused' && replica === caught.name && environment === site.uid,
          ),
        );
      }
      await pause(awake);
      return [
        {
          what: `Takeover from a replica frozen ${at}`,
          milliseconds: claimed.at - caught.at,
          limit: 20_000,
        },
      ];
    },
  };
}
