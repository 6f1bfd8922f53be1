import type { Driver, DriverObservation } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { DeploymentRun } from '../DeploymentRun';
import { openDriverContext } from '../drivers/createDriverContext';
import { openDriverMemory } from '../drivers/openDriverMemory';
import { withNodeTimeout } from '../drivers/withNodeTimeout';
import { withRetries } from '../drivers/withRetries';

/**
 * Asks a driver what there is of an incarnation, with the inputs that it was made with. Transient errors are tried again.
 *
 * @throws what the driver throws, and the reason of the run's abort
 */
export async function readIncarnation(
  run: DeploymentRun,
  driver: Driver,
  entry: LedgerEntry,
): Promise<DriverObservation> {
  const { services, redactor } = run;
  const { settings } = services;
  return withNodeTimeout(run.signal, settings.nodeTimeout, async signal => {
    const retries = {
      ...{ retries: settings.retries, delay: settings.retryDelay, signal },
      onRetry: async (error: unknown) =>
        run.log.add({ level: 'warn', phase: 'read', node: entry.node, message: String(error) }),
    };
    return withRetries(retries, async () => {
      const inputs =
        driver.secretInputs === 'reference'
          ? entry.inputs
          : await services.secretStores.reveal(entry.inputs, secret => redactor.register(secret), {
              signal,
            });
      const { context, close } = openDriverContext(run, {
        node: entry.node,
        resource: { type: entry.type, class: entry.class, id: entry.id },
        ledgerUid: entry.uid,
        name: entry.name,
        inputs: inputs as JsonObject,
        params: entry.params as JsonObject,
        ...openDriverMemory(services, driver, entry, redactor),
        idempotencyKey: `read-${entry.uid}-${run.lane.fence.epoch}`,
        signal,
        phase: 'read',
        generate: async () => {
          throw new Error('Nothing is generated while something is only looked at.');
        },
      });
      try {
        return await services.invoker.invoke(driver, 'read', context);
      } finally {
        close();
      }
    });
  });
}
