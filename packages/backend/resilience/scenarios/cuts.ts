import type { Cut } from '../rig/DatabaseProxy';
import type { Rig } from '../rig/Rig';
import { pause, until } from '../rig/waits';
import {
  beginSlowly,
  freshSite,
  ONE_WORKLOAD,
  succeeds,
  takenOver,
  type Scenario,
} from './Scenario';

/** A replica answers again this soon after its network does. */
const HEALING_LIMIT = 60_000;

/**
 * The connection of the replica at work is cut: another one takes over, and it comes back when it is healed.
 *
 * @param options - `meanwhile`: happens to the others while it is cut off (default: nothing); a third one has to be there
 */
export function cutOff(how: Cut, { meanwhile }: { meanwhile?: Scenario } = {}): Scenario {
  return {
    name: `connection to PostgreSQL ${how}${meanwhile ? `, and meanwhile ${meanwhile.name}` : ''}`,
    async run(rig) {
      const site = await freshSite(rig);
      const { uid, seat, asked } = await beginSlowly(rig, site);
      rig.log(`${asked.replica} is cut off (${how}).`);
      const cutAt = Date.now();
      rig.proxy(seat).cut(how);
      const [claimed, measures = []] = await Promise.all([
        takenOver(rig, site, asked.replica!),
        meanwhile?.run(rig),
      ]);
      await succeeds(site, uid);
      rig.proxy(seat).heal();
      const healedAt = Date.now();
      await answers(rig, seat);
      const answeredAt = Date.now();
      await worksAlone(rig, seat);
      return [
        ...measures,
        { what: `Takeover after ${how}`, milliseconds: claimed.at - cutAt, limit: 20_000 },
        {
          what: `Healed after ${how} → answers`,
          milliseconds: answeredAt - healedAt,
          limit: HEALING_LIMIT,
        },
      ];
    },
  };
}

async function answers(rig: Rig, seat: string): Promise<void> {
  const { url } = rig.replica(seat)!;
  await until(
    'The replica that was cut off answers',
    async () => {
      const answer = await fetch(`${url}/applications`, {
        headers: { authorization: 'Bearer mock-user-token' },
        signal: AbortSignal.timeout(5_000),
      }).catch(() => undefined); // it does not answer yet
      return answer?.ok || undefined;
    },
    HEALING_LIMIT,
  );
}

/** With the others asleep, what is submitted has to be done by this one. */
async function worksAlone(rig: Rig, seat: string): Promise<void> {
  rig.world.mood = () => ({ before: 0, after: 0 });
  const others = rig.replicas().filter(replica => replica !== rig.replica(seat));
  others.forEach(replica => replica.freeze());
  try {
    const site = await freshSite(rig);
    const submitted = await site.submit(ONE_WORKLOAD);
    await succeeds(site, submitted!.uid);
  } finally {
    others.forEach(replica => replica.thaw());
    await pause(500);
  }
}
