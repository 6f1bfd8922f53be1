import type {
  OrchestratorSecretStoresExtensionPoint,
  SecretStore,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { SecretStores } from '../secrets/SecretStores';

/** The secret stores that modules hand in before the plugin starts. */
export class CollectedSecretStores implements OrchestratorSecretStoresExtensionPoint {
  readonly #stores: SecretStore[] = [];

  addSecretStore(store: SecretStore): void {
    this.#stores.push(store);
  }

  /** @throws ConflictError when a store of a name is there already. */
  addTo(secretStores: SecretStores): void {
    for (const store of this.#stores) {
      secretStores.add(store);
    }
  }
}
