import type { Knex } from 'knex';
import type { StoredCriterion } from '../../registry/RegistryContents';
import { storedCriteria } from '../../registry/storedCriteria';
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
import { insertDefinition } from './insertDefinition';
import { insertVersion } from './insertVersion';
import type { TypeTables } from './listStoredTypes';
import { readRegistryState } from './readRegistryState';
import { RegistryMovedError } from './RegistryMovedError';
import { replaceCriteria } from './replaceCriteria';
import { writeSources } from './writeSources';
import { writeVersionCriteria } from './writeVersionCriteria';
import { writeType } from './writeType';

/**
 * Writes what a sync decided, all or nothing. The revision moves when what is in force changes, and with it the cached
 * snapshots of all replicas.
 *
 * @param args.owner - the uid that claimed the sync
 * @param args.revision - that of the contents that the decision was made from
 * @returns the revision after it
 * @throws ConflictError when another sync has taken over meanwhile; RegistryMovedError when a person changed the
 *   registry meanwhile, so that the decision is to be made again.
 */
export async function applySync(
  database: Knex,
  args: {
    owner: string;
    revision: number;
    decision: SyncDecision;
    /** Names of sources that were not read. */
    unread?: readonly string[];
    /** Written in the same transaction. */
    also?: (transaction: Knex.Transaction) => Promise<void>;
  },
): Promise<number> {
  return database.transaction(async transaction => {
    const { owner, decision } = args;
    await assertSyncOwned(transaction, owner);
    const { revision: before } = await readRegistryState(transaction);
    if (before !== args.revision) {
      throw new RegistryMovedError(args.revision, before);
    }
    await args.also?.(transaction);
    await writeSources(transaction, decision.sources, args.unread);
    if (!changesRegistry(decision)) {
      return before;
    }
    await applyTypes(transaction, 'resource_types', decision.resourceTypes);
    await applyTypes(transaction, 'environment_types', decision.environmentTypes);
    await applyTypes(transaction, 'definition_tests', decision.definitionTests);
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
      criteria.push(...storedCriteria(definitionUid, change.spec.type, change.spec.criteria));
    }
  }
  await replaceCriteria(transaction, { definitionUids, criteria, revision });
}

async function applyDefinition(
  transaction: Knex.Transaction,
  change: DefinitionChange,
): Promise<string> {
  const { name, source, file, stored, version, newVersion, spec, hash } = change;
  const uid = stored?.uid ?? (await insertDefinition(transaction, { name, source, file }));
  if (stored) {
    await declareDefinition(transaction, uid, { source, file });
  }
  if (newVersion !== undefined) {
    await insertVersion(transaction, {
      ...{ definitionUid: uid, version, status: newVersion },
      ...{ spec, hash },
    });
  } else {
    await writeVersionCriteria(transaction, {
      ...{ definitionUid: uid, version, criteria: spec.criteria },
    });
  }
  return uid;
}
