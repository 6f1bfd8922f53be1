import type { Boundary, TrapOrder } from '../replica/Trap';
import type { Rig } from '../rig/Rig';
import { until } from '../rig/waits';
import { freshSite, ONE_WORKLOAD, seatOf, succeeds, takenOver, type Scenario } from './Scenario';

/** Another replica has to have taken over within this time. */
const TAKEOVER_LIMIT = 15_000;

/**
 * kill -9 at one boundary of a deployment: another replica brings it to its end.
 *
 * @param options - `comesBack`: whether another process is started in the place of the one that was killed (default: yes)
 */
export function killAt(
  order: Omit<TrapOrder, 'action'>,
  { comesBack = true }: { comesBack?: boolean } = {},
): Scenario {
  const at = `${order.moment} ${order.boundary}${order.containing ? ` (${order.containing})` : ''}`;
  return {
    name: `kill -9 ${at}`,
    async run(rig) {
      const site = await freshSite(rig);
      rig.world.mood = () => ({ before: 0, after: 0 });
      rig.trap.set({ ...order, action: 'kill' });
      const submitted = await site.submit(ONE_WORKLOAD);
      const caught = await until('A replica comes to the boundary', () => rig.trap.caught());
      const seat = seatOf(caught.name);
      rig.log(`${caught.name} was killed ${at}.`);
      const claimed =
        order.boundary === 'publish'
          ? await toldByAnother(rig, caught)
          : await takenOver(rig, site, caught.name);
      const back = comesBack ? rig.launch(seat) : undefined;
      await succeeds(site, submitted!.uid);
      await back;
      return [
        {
          what: `Takeover after kill -9 ${at}`,
          milliseconds: claimed.at - caught.at,
          limit: TAKEOVER_LIMIT,
        },
      ];
    },
  };
}

/** The outbox is no lane: whoever has its lease tells what waits. */
async function toldByAnother(
  rig: Rig,
  { name, at }: { name: string; at: number },
): Promise<{ at: number }> {
  return until('Another replica tells what waits', async () => {
    const { rows } = await rig.database.query(
      `select (extract(epoch from at) * 1000)::float8 as at from rig.history
        where relation = 'outbox' and new is null and writer <> $1
          and at > to_timestamp($2::float8 / 1000) order by seq limit 1`,
      [name, at],
    );
    return rows[0];
  });
}

/**
 * Every boundary, and both sides of it.
 *
 * @param only - one of them alone
 */
export function killMatrix(only?: Boundary): Scenario[] {
  const moments = ['before', 'after'] as const;
  const bothSides = (boundary: Boundary) => moments.map(moment => ({ boundary, moment }));
  const orders: Omit<TrapOrder, 'action'>[] = [
    ...(['claim', 'plan', 'intent', 'generate', 'effect', 'evidence'] as const).flatMap(bothSides),
    // The evidence of the delivery, whose effect is the push.
    { boundary: 'evidence', moment: 'before', containing: 'commit' },
    ...(['complete', 'publish'] as const).flatMap(bothSides),
  ];
  return orders
    .filter(({ boundary }) => (only ?? boundary) === boundary)
    .map(order => killAt(order));
}
