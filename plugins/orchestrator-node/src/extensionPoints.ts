import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Driver } from './drivers/Driver';
import type { SecretStore } from './secrets/SecretStore';

/** Where modules hand in drivers. */
export interface OrchestratorDriversExtensionPoint {
  /** @throws ConflictError when a driver of this id is registered already. */
  addDriver(...drivers: Driver<any, any>[]): void;
}

/** Extension point for drivers; see {@link OrchestratorDriversExtensionPoint}. */
export const orchestratorDriversExtensionPoint =
  createExtensionPoint<OrchestratorDriversExtensionPoint>({
    id: 'platform-orchestrator.drivers',
  });

/** Where modules hand in secret stores. */
export interface OrchestratorSecretStoresExtensionPoint {
  /** @throws ConflictError when a store of this name is registered already. */
  addSecretStore(store: SecretStore): void;
}

/** Extension point for secret stores; see {@link OrchestratorSecretStoresExtensionPoint}. */
export const orchestratorSecretStoresExtensionPoint =
  createExtensionPoint<OrchestratorSecretStoresExtensionPoint>({
    id: 'platform-orchestrator.secret-stores',
  });
