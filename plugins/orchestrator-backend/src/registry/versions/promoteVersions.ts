import { ConflictError, InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { advanceRevision } from '../../database/registry/advanceRevision';
import { deprecateDefault } from '../../database/registry/deprecateDefault';
import { findCriterionOwners } from '../../database/registry/findCriterionOwners';
import type { VersionRow } from '../../database/registry/listVersions';
import { lockRegistry } from '../../database/registry/lockRegistry';
import { replaceCriteria } from '../../database/registry/replaceCriteria';
import { updateVersionStatus } from '../../database/registry/updateVersionStatus';
import { storedCriteria } from '../storedCriteria';
import { findVersion } from './findVersion';
import { assertVersionTransition } from './assertVersionTransition';

/** What {@link promoteVersions} needs. */
export interface Promotion {
  versions: { definition: string; version: number }[];
  /** Entity reference or subject of who promotes. */
  by: string;
  reason?: string;
}

/**
 * Makes versions the defaults of their definitions in the caller's transaction, their criteria with them; all of them or
 * none.
 *
 * @throws NotFoundError, ConflictError: see `DefinitionVersions.promote`.
 */
export async function promoteVersions(
  transaction: Knex.Transaction,
  promotion: Promotion,
): Promise<void> {
  const { versions, by, reason } = promotion;
  const names = versions.map(each => each.definition);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(`Two versions of definition "${twice}" cannot be promoted at once.`);
  }
  await lockRegistry(transaction);
  const promoted: VersionRow[] = [];
  for (const place of versions) {
    promoted.push(await promotable(transaction, place));
  }
  const criteria = promoted.flatMap(({ definitionUid, spec, criteria: declared }) =>
    storedCriteria(definitionUid, spec.type, declared),
  );
  const owners = await findCriterionOwners(transaction, criteria);
  for (const { definitionUid, type, hash, criterion } of criteria) {
    const owner = owners.get(`${type}/${hash}`);
    if (owner !== undefined) {
      const { name } = promoted.find(each => each.definitionUid === definitionUid)!;
      throw new ConflictError(
        `Definition "${name}" cannot be promoted: its criterion ${JSON.stringify(criterion)} is in force for ` +
          `definition "${owner}", also of type ${type}. Change one of them, or promote both together to swap them.`,
      );
    }
  }
  for (const { definitionUid, version, status } of promoted) {
    if (status !== 'default') {
      await deprecateDefault(transaction, definitionUid);
    }
    await updateVersionStatus(transaction, {
      ...{ definitionUid, version, status: 'default', by, reason },
    });
  }
  const { criteriaRevision } = await advanceRevision(transaction, { criteriaChanged: true });
  await replaceCriteria(transaction, {
    definitionUids: promoted.map(each => each.definitionUid),
    criteria,
    revision: criteriaRevision,
  });
}

async function promotable(
  transaction: Knex.Transaction,
  place: { definition: string; version: number },
): Promise<VersionRow> {
  const found = await findVersion(transaction, place);
  if (found.archived) {
    throw new ConflictError(
      `Definition "${place.definition}" is archived, because no source declares it any more: declare it again first.`,
    );
  }
  if (found.status !== 'default') {
    assertVersionTransition(found.name, found.version, found.status, 'default');
  }
  return found;
}
