import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Driver } from './drivers/Driver';
import type { PlanPolicy } from './policies/PlanPolicy';
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

/** Where modules hand in policies. */
export interface OrchestratorPlanPoliciesExtensionPoint {
  /** @throws ConflictError when a policy of this name is registered already. */
  addPlanPolicy(...policies: PlanPolicy[]): void;
}

/** Extension point for policies; see {@link OrchestratorPlanPoliciesExtensionPoint}. */
export const orchestratorPlanPoliciesExtensionPoint =
  createExtensionPoint<OrchestratorPlanPoliciesExtensionPoint>({
    id: 'platform-orchestrator.plan-policies',
  });
