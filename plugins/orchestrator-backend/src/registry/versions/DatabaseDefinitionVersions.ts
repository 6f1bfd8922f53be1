import type {
  ChangeVersionStatusRequest,
  DefinitionVersionView,
  PromoteRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { canonicalJson } from '@tutti/score';
import type { Knex } from 'knex';
import { advanceRevision } from '../../database/registry/advanceRevision';
import { countVersionUsage } from '../../database/registry/countVersionUsage';
import { listCriteriaInForce } from '../../database/registry/listCriteriaInForce';
import { listVersions, type VersionRow } from '../../database/registry/listVersions';
import { lockRegistry } from '../../database/registry/lockRegistry';
import { replaceCriteria } from '../../database/registry/replaceCriteria';
import { updateVersionStatus } from '../../database/registry/updateVersionStatus';
import { definitionNotFound } from '../definitionNotFound';
import type { DefinitionVersions } from './DefinitionVersions';
import { findVersion } from './findVersion';
import { promoteVersions } from './promoteVersions';
import { assertVersionTransition } from './assertVersionTransition';

/** Versions of definitions in the plugin's database. */
export class DatabaseDefinitionVersions implements DefinitionVersions {
  readonly #database: Knex;

  private constructor(database: Knex) {
    this.#database = database;
  }

  static create(options: { database: Knex }): DatabaseDefinitionVersions {
    return new DatabaseDefinitionVersions(options.database);
  }

  async list(definition: string): Promise<DefinitionVersionView[]> {
    const rows = await listVersions(this.#database, definition);
    if (rows.length === 0) {
      throw definitionNotFound(definition);
    }
    const usage = await countVersionUsage(this.#database, definition);
    const inForce = await listCriteriaInForce(this.#database, rows[0].definitionUid);
    return rows.reverse().map(row => viewOf(row, inForce, usage.get(row.version) ?? 0));
  }

  async promote(request: PromoteRequest, by: string): Promise<DefinitionVersionView[]> {
    await this.#database.transaction(transaction =>
      promoteVersions(transaction, { ...request, by }),
    );
    return Promise.all(request.versions.map(place => this.#show(place)));
  }

  async changeStatus(
    place: { definition: string; version: number },
    request: ChangeVersionStatusRequest,
    by: string,
  ): Promise<DefinitionVersionView> {
    const { status, reason } = request;
    await this.#database.transaction(async transaction => {
      await lockRegistry(transaction);
      const found = await findVersion(transaction, place);
      const { definitionUid, version } = found;
      assertVersionTransition(found.name, version, found.status, status);
      await updateVersionStatus(transaction, { definitionUid, version, status, by, reason });
      const wasDefault = found.status === 'default';
      const { criteriaRevision } = await advanceRevision(transaction, {
        criteriaChanged: wasDefault,
      });
      if (wasDefault) {
        await replaceCriteria(transaction, {
          definitionUids: [definitionUid],
          criteria: [],
          revision: criteriaRevision,
        });
      }
    });
    return this.#show(place);
  }

  async #show(place: { definition: string; version: number }): Promise<DefinitionVersionView> {
    const versions = await this.list(place.definition);
    return versions.find(each => each.version === place.version)!;
  }
}

function viewOf(row: VersionRow, inForce: string[], usage: number): DefinitionVersionView {
  const { name, version, status, spec, criteria, createdAt, changed, archived } = row;
  const declared = criteria.map(criterion => canonicalJson(criterion)).sort();
  return {
    definition: name,
    version,
    status: archived ? 'archived' : status,
    spec,
    criteria,
    criteriaInForce:
      status === 'default' && !archived && JSON.stringify(declared) === JSON.stringify(inForce),
    createdAt,
    ...(changed && { changed }),
    usage,
  };
}
