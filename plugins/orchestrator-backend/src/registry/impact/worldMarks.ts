import { canonicalHash, type JsonValue } from '@tutti/score';
import type { Knex } from 'knex';
import { listLedgerStates } from '../../database/ledger/listLedgerStates';
import { listPins } from '../../database/registry/listPins';
import { hasReached, type RolloutUnderWay } from '../../database/rollouts/listRolloutsUnderWay';
import { readValuesRevisions } from '../../database/secrets/readValuesRevisions';
import type { EnvironmentRecord } from '../../environments/Environments';

/**
 * A mark of everything, beside the registry, that decides what a change does in each environment: it is another one as soon
 * as something there has moved. A few statements answer for all of them, however many they are, so that a report about a
 * large fleet can be compared with the world in no time.
 *
 * @returns by uid of the environment
 */
export async function worldMarks(
  database: Knex,
  environments: readonly EnvironmentRecord[],
  rollouts: readonly RolloutUnderWay[],
): Promise<Map<string, string>> {
  const uids = environments.map(each => each.uid);
  const applications = [...new Set(environments.map(each => each.applicationUid))];
  const ledger = groupBy(
    await listLedgerStates(database, uids),
    ({ environmentUid }) => environmentUid,
  );
  const revisions = await readValuesRevisions(database, applications);
  const pins = groupBy(await listPins(database, {}), ({ application }) => application);
  return new Map(
    environments.map(environment => {
      const { uid, application, applicationUid, name } = environment;
      const { desiredSet, status, type, labels, applicationLabels } = environment;
      const world = {
        ...{ desiredSet: desiredSet ?? null, status, type, labels, applicationLabels },
        ledger: ledger.get(uid) ?? [],
        values: revisions.get(applicationUid) ?? 0,
        pins: (pins.get(application) ?? [])
          .filter(pin => pin.environment === undefined || pin.environment === name)
          .map(pin => `${pin.uid} ${pin.definition}@${pin.version}`),
        rollouts: rollouts
          .filter(each => hasReached(each, environment))
          .map(each => `${each.definition}@${each.version}`),
      };
      return [uid, canonicalHash(world as unknown as JsonValue)];
    }),
  );
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(keyOf(item), [item]);
    }
  }
  return groups;
}
