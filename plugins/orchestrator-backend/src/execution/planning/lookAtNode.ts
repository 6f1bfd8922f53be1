import {
  permanentError,
  type Driver,
  type DriverPlan,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PlanNode } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';
import { v7 as uuid } from 'uuid';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { openDriverContext } from '../drivers/createDriverContext';
import { openAdoption } from '../drivers/openAdoption';
import { openDriverMemory } from '../drivers/openDriverMemory';
import { withNodeTimeout } from '../drivers/withNodeTimeout';
import { withRetries } from '../drivers/withRetries';
import type { DeploymentRun } from '../DeploymentRun';

/** Planning is waited for by people, so it gives up sooner than applying does. */
const MOST_RETRIES = 2;

/**
 * Has a driver look at a node of a plan whose inputs are fully known: at what it made itself, or, when the row that the
 * node goes on from is another driver's, at what it would adopt.
 *
 * @throws what the driver and the secret stores throw, and the reason of the run's abort.
 */
export async function lookAtNode(
  run: DeploymentRun,
  node: PlanNode,
  driver: Driver,
  entry: LedgerEntry | undefined,
  options: { adopts?: boolean } = {},
): Promise<DriverPlan> {
  const { services, redactor, log } = run;
  const { settings } = services;
  const onRetry = async (error: unknown) => {
    services.telemetry.count('driverRetries', { driver: driver.id, operation: 'plan' });
    log.add({ level: 'warn', phase: 'match', node: node.node, message: (error as Error).message });
  };
  return withNodeTimeout(run.signal, settings.nodeTimeout, signal =>
    withRetries(
      { retries: MOST_RETRIES, delay: settings.retryDelay, signal, onRetry },
      async () => {
        const inputs =
          driver.secretInputs === 'reference'
            ? node.inputs
            : await services.secretStores.reveal(node.inputs, secret => redactor.register(secret), {
                signal,
              });
        const known =
          options.adopts && entry
            ? { adopting: await openAdoption(run, driver, entry, signal) }
            : openDriverMemory(services, driver, entry, redactor);
        const { context, close } = openDriverContext(run, {
          node: node.node,
          resource: { type: node.type, class: node.class, id: node.id },
          ledgerUid: entry?.uid ?? uuid(),
          name: entry?.name ?? node.name,
          inputs: inputs as JsonObject,
          params: node.params as JsonObject,
          ...known,
          idempotencyKey: `plan:${run.deployment.uid}:${node.node}`,
          signal,
          phase: 'match',
          generate: async () => {
            throw permanentError(`The driver ${driver.id} may not generate values while planning.`);
          },
        });
        return services.invoker.invoke(driver, 'plan', context).finally(close);
      },
    ),
  );
}
