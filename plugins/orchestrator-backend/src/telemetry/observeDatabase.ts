import type { Knex } from 'knex';
import { readActiveCounts } from '../database/telemetry/readActiveCounts';
import { readOutboxBacklog } from '../database/telemetry/readOutboxBacklog';
import { readSourceStates } from '../database/telemetry/readSourceStates';
import type { Telemetry } from './Telemetry';

/**
 * Lets the state that all replicas share be asked for when metrics are collected: every replica tells the same, so that
 * it is known as long as one of them lives.
 *
 * @returns ends it.
 */
export function observeDatabase(telemetry: Telemetry, database: Knex): () => void {
  const ends = [
    telemetry.observe('queueDepth', async () =>
      (await readActiveCounts(database)).map(({ status, count }) => ({
        value: count,
        attributes: { status },
      })),
    ),
    telemetry.observe('queueOldest', async () =>
      (await readActiveCounts(database)).map(({ status, oldest }) => ({
        value: oldest,
        attributes: { status },
      })),
    ),
    telemetry.observe('outboxDepth', async () => [
      { value: (await readOutboxBacklog(database)).count, attributes: {} },
    ]),
    telemetry.observe('outboxAge', async () => [
      { value: (await readOutboxBacklog(database)).oldest, attributes: {} },
    ]),
    telemetry.observe('outboxSetAside', async () => [
      { value: (await readOutboxBacklog(database)).setAside, attributes: {} },
    ]),
    telemetry.observe('registrySourceDegraded', async () =>
      (await readSourceStates(database)).map(({ source, degraded }) => ({
        value: degraded ? 1 : 0,
        attributes: { source },
      })),
    ),
    telemetry.observe('registrySourceAge', async () =>
      (await readSourceStates(database)).map(({ source, age }) => ({
        value: age,
        attributes: { source },
      })),
    ),
  ];
  return () => {
    for (const end of ends) {
      end();
    }
  };
}
