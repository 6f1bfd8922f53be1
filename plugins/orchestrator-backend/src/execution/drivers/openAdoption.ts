import type { Adoption, Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { DeploymentRun } from '../DeploymentRun';

/**
 * What a driver gets to know of a thing that another driver made and that it is to adopt. Secrets among the outputs are
 * read and from here on masked in the log, unless the driver takes references.
 *
 * @throws what the secret stores throw.
 */
export async function openAdoption(
  { services, redactor }: Pick<DeploymentRun, 'services' | 'redactor'>,
  driver: Driver,
  entry: LedgerEntry,
  signal: AbortSignal,
): Promise<Adoption> {
  const outputs =
    driver.secretInputs === 'reference'
      ? entry.outputs
      : await services.secretStores.reveal(entry.outputs, secret => redactor.register(secret), {
          signal,
        });
  return {
    driver: entry.driver,
    definition: entry.definition,
    definitionVersion: entry.definitionVersion,
    ...(entry.externalId !== undefined && { externalId: entry.externalId }),
    outputs: outputs as JsonObject,
    ...(entry.manifests && { manifests: entry.manifests }),
  };
}
