import { criterionText } from '@tutti/planner';
import { sha256Hex } from '@tutti/score';
import type { Knex } from 'knex';
import type { StoredCriterion } from '../../registry/RegistryContents';
import {
  changesRegistry,
  type DefinitionChange,
  type SyncDecision,
} from '../../registry/sync/SyncDecision';
import { advanceRevision } from './advanceRevision';
import { archiveDefinition } from './archiveDefinition';
import { archiveType } from './archiveType';
import { assertSyncOwned } from './assertSyncOwned';
import { declareDefinition } from './declareDefinition';
import { insertDefaultVersion } from './insertDefaultVersion';
import { insertDefinition } from './insertDefinition';
import type { TypeTables } from './listStoredTypes';
import { readRegistryState } from './readRegistryState';
import { replaceCriteria } from './replaceCriteria';
import { writeSources } from './writeSources';
import { writeType } from './writeType';

/**
 * Writes what a sync decided, all or nothing. The revision moves when what is in force changes, and with it the cached
 * snapshots of all replicas.
 *
 * @param owner - the uid that claimed the sync
 * @returns the revision after it
 * @throws ConflictError when another sync has taken over meanwhile.
 */
export async function applySync(
  database: Knex,
  owner: string,
  decision: SyncDecision,
): Promise<number> {
  return database.transaction(async transaction => {
    await assertSyncOwned(transaction, owner);
    await writeSources(transaction, decision.sources);
    if (!changesRegistry(decision)) {
      return (await readRegistryState(transaction)).revision;
    }
    await applyTypes(transaction, 'resource_types', decision.resourceTypes);
    await applyTypes(transaction, 'environment_types', decision.environmentTypes);
    const criteriaChanged =
      decision.archivedDefinitions.length > 0 ||
      decision.definitions.some(change => change.criteriaChanged);
    const { revision, criteriaRevision } = await advanceRevision(transaction, { criteriaChanged });
    await applyDefinitions(transaction, decision, criteriaRevision);
    return revision;
  });
}

async function applyTypes<TTable extends keyof TypeTables>(
  transaction: Knex.Transaction,
  table: TTable,
  changes: {
    written: Parameters<typeof writeType<TTable>>[2][];
    archived: string[];
  },
): Promise<void> {
  for (const type of changes.written) {
    await writeType(transaction, table, type);
  }
  for (const name of changes.archived) {
    await archiveType(transaction, table, name);
  }
}

async function applyDefinitions(
  transaction: Knex.Transaction,
  decision: SyncDecision,
  revision: number,
): Promise<void> {
  const definitionUids: string[] = [];
  const criteria: StoredCriterion[] = [];
  for (const { uid } of decision.archivedDefinitions) {
    await archiveDefinition(transaction, uid);
    definitionUids.push(uid);
  }
  for (const change of decision.definitions) {
    const definitionUid = await applyDefinition(transaction, change);
    if (change.criteriaChanged) {
      definitionUids.push(definitionUid);
      criteria.push(
        ...change.spec.criteria.map(criterion => ({
          definitionUid,
          type: change.spec.type,
          hash: sha256Hex(criterionText(criterion)),
          criterion,
        })),
      );
    }
  }
  await replaceCriteria(transaction, { definitionUids, criteria, revision });
}

async function applyDefinition(
  transaction: Knex.Transaction,
  change: DefinitionChange,
): Promise<string> {
  const { name, source, file, stored, newVersion, spec, hash } = change;
  const uid = stored?.uid ?? (await insertDefinition(transaction, { name, source, file }));
  if (stored) {
    await declareDefinition(transaction, uid, { source, file });
  }
  if (newVersion !== undefined) {
    await insertDefaultVersion(transaction, {
      definitionUid: uid,
      version: newVersion,
      spec,
      hash,
    });
  }
  return uid;
}
