import type { Driver, SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { ExecutionServices } from '../ExecutionServices';

/** What a driver returned last for an incarnation, in clear. */
export interface DriverMemory {
  state?: JsonObject;
  outputs?: JsonObject;
}

/**
 * Opens what a driver returned last: its state, brought to the current version, and its outputs with the secret ones.
 * From here on the secrets are masked in the log.
 */
export function openDriverMemory(
  { ciphers }: Pick<ExecutionServices, 'ciphers'>,
  driver: Driver,
  entry: LedgerEntry | undefined,
  redactor: SecretRedactor,
): DriverMemory {
  if (entry?.state === undefined) {
    return {};
  }
  const state = ciphers.open(entry.uid, 'state', entry.state) ?? {};
  const version = entry.stateVersion ?? driver.stateVersion;
  const secrets = ciphers.open(entry.uid, 'secret_outputs', entry.secretOutputs) ?? {};
  for (const secret of Object.values(secrets)) {
    redactor.register(String(secret));
  }
  return {
    state: version < driver.stateVersion && driver.migrate ? driver.migrate(state, version) : state,
    outputs: { ...entry.driverOutputs, ...secrets },
  };
}
