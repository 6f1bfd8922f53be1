import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { findCriterionOwners } from '../../database/registry/findCriterionOwners';
import { listVersions, type VersionRow } from '../../database/registry/listVersions';
import { findUnfinishedRollout } from '../../database/rollouts/findUnfinishedRollout';
import type { RolloutRecord } from '../../database/rollouts/RolloutRecord';
import { storedCriteria } from '../storedCriteria';
import { findVersion } from '../versions/findVersion';

/**
 * Guards the start of a rollout: its last step, the promotion, must be possible, and no other rollout of the definition
 * may be unfinished.
 *
 * @returns the definition, and its default version, if it has one
 * @throws NotFoundError for an unknown definition or version; ConflictError.
 */
export async function assertCanRollOut(
  transaction: Knex.Transaction,
  place: { definition: string; version: number },
): Promise<{ definitionUid: string; defaultBefore?: number }> {
  const { definition } = place;
  const target = await findVersion(transaction, place);
  const { definitionUid, version, status, archived } = target;
  if (archived) {
    throw new ConflictError(
      `Definition "${definition}" is archived, because no source declares it any more: declare it again first.`,
    );
  }
  if (status === 'defective' || status === 'archived') {
    throw new ConflictError(
      `Version ${version} of definition "${definition}" is ${status}: restore it before rolling it out.`,
    );
  }
  const unfinished = await findUnfinishedRollout(transaction, definitionUid);
  if (unfinished) {
    throw unfinishedConflict(definition, unfinished);
  }
  const versions = await listVersions(transaction, definition);
  assertSameType(target, versions);
  if (status !== 'default') {
    await assertCriteriaFree(transaction, target);
  }
  const defaultBefore = versions.find(each => each.status === 'default')?.version;
  return { definitionUid, ...(defaultBefore !== undefined && { defaultBefore }) };
}

/** The refusal of a second rollout of a definition. */
export function unfinishedConflict(
  definition: string,
  other: RolloutRecord | undefined,
): ConflictError {
  const which = other ? ` (${other.uid}, version ${other.version}, ${other.status})` : '';
  return new ConflictError(
    `A rollout of definition "${definition}" is unfinished${which}: let it end, or stop it first.`,
  );
}

/** What exists is of one type, and cannot be brought to a version that makes another. */
function assertSameType(target: VersionRow, versions: readonly VersionRow[]): void {
  const other = versions.find(
    each => each.status === 'default' && each.spec.type !== target.spec.type,
  );
  if (other) {
    throw new ConflictError(
      `Version ${target.version} of definition "${target.name}" makes resources of type ${target.spec.type}, and its default ` +
        `version ${other.version} makes ${other.spec.type}: what exists cannot be brought there. Promote the version instead.`,
    );
  }
}

async function assertCriteriaFree(
  transaction: Knex.Transaction,
  { definitionUid, name, version, spec, criteria }: VersionRow,
): Promise<void> {
  const declared = storedCriteria(definitionUid, spec.type, criteria);
  const owners = await findCriterionOwners(transaction, declared);
  for (const { type, hash, criterion } of declared) {
    const owner = owners.get(`${type}/${hash}`);
    if (owner !== undefined) {
      throw new ConflictError(
        `Version ${version} of definition "${name}" cannot become the default after its rollout: its criterion ` +
          `${JSON.stringify(criterion)} is in force for definition "${owner}", also of type ${type}. Change one of them first.`,
      );
    }
  }
}
