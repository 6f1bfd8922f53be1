import { resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { SecretStore } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import type { KeyRing } from './KeyRing';
import { DatabaseSecretStore } from './stores/DatabaseSecretStore';
import { EnvironmentSecretStore } from './stores/EnvironmentSecretStore';
import { FileSecretStore } from './stores/FileSecretStore';
import { LEDGER_STORE, VALUES_STORE } from './storeNames';

const PATH = 'platformOrchestrator.secretStores';
const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Makes the stores of `platformOrchestrator.secretStores`: `{ name, kind: database }`,
 * `{ name, kind: environment, prefix }` and `{ name, kind: file, path }`.
 *
 * @throws InputError when an entry is unusable; the message says what to write.
 */
export function readSecretStores(
  config: Config,
  options: { database: Knex; keyRing: KeyRing; environment: NodeJS.ProcessEnv; root: string },
): SecretStore[] {
  return (config.getOptionalConfigArray(PATH) ?? []).map((entry, index) => {
    const name = entry.getString('name');
    if (!NAME.test(name) || name === LEDGER_STORE || name === VALUES_STORE) {
      throw new InputError(
        `${PATH}[${index}].name is "${name}": write lower-case letters, digits and "-", at most 63; ` +
          `"${LEDGER_STORE}" and "${VALUES_STORE}" are taken.`,
      );
    }
    const kind = entry.getString('kind');
    switch (kind) {
      case 'database':
        return DatabaseSecretStore.create({ name, ...options });
      case 'environment':
        return EnvironmentSecretStore.create({
          name,
          prefix: entry.getString('prefix'),
          environment: options.environment,
        });
      case 'file':
        return FileSecretStore.create({
          name,
          folder: resolve(options.root, entry.getString('path')),
        });
      default:
        throw new InputError(
          `${PATH}[${index}].kind (store "${name}") is "${kind}": write database, environment or file. ` +
            'Stores of other kinds come with modules, which read their own configuration.',
        );
    }
  });
}
