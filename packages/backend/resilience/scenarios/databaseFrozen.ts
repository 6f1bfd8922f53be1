import type { Rig } from '../rig/Rig';
import { until } from '../rig/waits';
import { beginSlowly, freshSite, succeeds, type Scenario } from './Scenario';

/** Whoever probes hears this soon that the database does not answer, and that it does again. */
const LIMIT = 20_000;

/** PostgreSQL is there and does not answer: replicas say that they are not ready, and why, until it does. */
export const databaseFrozen: Scenario = {
  name: 'PostgreSQL frozen in the middle of an effect',
  async run(rig) {
    const site = await freshSite(rig);
    const { uid } = await beginSlowly(rig, site);
    rig.world.mood = () => ({ before: 0, after: 0 });
    const thaw = rig.freezePostgres();
    rig.log('PostgreSQL is frozen.');
    const frozenAt = Date.now();
    await allSay(rig, 503, 'The database has not answered').finally(thaw);
    rig.log('PostgreSQL is woken up.');
    const thawedAt = Date.now();
    await allSay(rig, 200, 'ok');
    const readyAt = Date.now();
    await succeeds(site, uid);
    return [
      { what: 'PostgreSQL frozen → not ready', milliseconds: thawedAt - frozenAt, limit: LIMIT },
      { what: 'PostgreSQL woken up → ready', milliseconds: readyAt - thawedAt, limit: LIMIT },
    ];
  },
};

async function allSay(rig: Rig, status: number, text: string): Promise<void> {
  await until(`Every replica answers ${status}`, async () => {
    const answers = await Promise.all(rig.replicas().map(replica => replica.readiness()));
    const isSo = answers.every(each => each.status === status && each.text.includes(text));
    return isSo || undefined;
  });
}
