import type { Knex } from 'knex';
import type { RegistryContents } from '../../registry/RegistryContents';
import { listStoredDefinitions } from './listStoredDefinitions';
import { listStoredTypes } from './listStoredTypes';
import { readRegistryState } from './readRegistryState';

/**
 * Reads the whole registry as it is at one revision. Every change moves the revision in its own transaction, so when
 * the revision is the same before and after, nothing changed in between; no lock and no isolation level is needed.
 */
export async function readRegistryContents(database: Knex): Promise<RegistryContents> {
  for (;;) {
    const state = await readRegistryState(database);
    const contents = {
      ...state,
      definitions: await listStoredDefinitions(database),
      resourceTypes: await listStoredTypes(database, 'resource_types'),
      environmentTypes: await listStoredTypes(database, 'environment_types'),
      definitionTests: await listStoredTypes(database, 'definition_tests'),
    };
    const after = await readRegistryState(database);
    if (after.revision === state.revision) {
      return contents;
    }
  }
}
