import type { Knex } from 'knex';
import { findEnvironmentAfter } from '../database/retention/findEnvironmentAfter';
import { removeDeployments } from '../database/retention/removeDeployments';
import { removeIdempotencyKeys } from '../database/retention/removeIdempotencyKeys';
import { removeImpactReports } from '../database/retention/removeImpactReports';
import { removeJournal } from '../database/retention/removeJournal';
import { removeLogs } from '../database/retention/removeLogs';
import { removeOutbox } from '../database/retention/removeOutbox';
import { removePlans } from '../database/retention/removePlans';
import { removeSets } from '../database/retention/removeSets';
import type { RetentionSettings } from './RetentionSettings';
import type { RetentionStep } from './RetentionStep';

/** All steps, in their order: what deployments hold first, then they, then the sets that they alone referred to. */
export function retentionSteps(database: Knex, settings: RetentionSettings): RetentionStep[] {
  const { keepLast } = settings;
  return [
    untilNone('logs', () => removeLogs(database, settings.logs)),
    untilNone('journal', () => removeJournal(database, settings.journal)),
    byEnvironment(database, 'plans', environmentUid =>
      removePlans(database, { environmentUid, keepLast, seconds: settings.plans }),
    ),
    byEnvironment(database, 'deployments', environmentUid =>
      removeDeployments(database, { environmentUid, keepLast, seconds: settings.deployments }),
    ),
    { name: 'sets', removeBatch: after => removeSets(database, { seconds: settings.sets, after }) },
    untilNone('impactReports', () => removeImpactReports(database, settings.impactReports)),
    untilNone('idempotencyKeys', () => removeIdempotencyKeys(database, settings.idempotencyKeys)),
    untilNone('outbox', () => removeOutbox(database, settings.outbox)),
  ];
}

/** Removes batches until one finds nothing. */
function untilNone(name: string, remove: () => Promise<number>): RetentionStep {
  return { name, removeBatch: async () => ((await remove()) > 0 ? '' : undefined) };
}

/** Goes from environment to environment, and stays at one while there is something to remove; the position is the last one that is done. */
function byEnvironment(
  database: Knex,
  name: string,
  remove: (environmentUid: string) => Promise<number>,
): RetentionStep {
  return {
    name,
    async removeBatch(position = '') {
      const environmentUid = await findEnvironmentAfter(database, position);
      if (environmentUid === undefined) {
        return undefined;
      }
      return (await remove(environmentUid)) > 0 ? position : environmentUid;
    },
  };
}
