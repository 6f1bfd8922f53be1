import { InputError, NotFoundError } from '@backstage/errors';
import { compareText, secretValue, type JsonValue } from '@tutti/score';
import type { Knex } from 'knex';
import {
  listValuesOfEnvironment,
  type ValueRow,
} from '../database/secrets/listValuesOfEnvironment';
import { readApplicationRevision } from '../database/secrets/readApplicationRevision';
import { readValuesRevision } from '../database/secrets/readValuesRevision';
import { VALUES_STORE } from './storeNames';
import type { ApplicationValues, EnvironmentValues, Values } from './Values';

/** Values from the tables `values` and `value_versions`. */
export class DatabaseValues implements Values, ApplicationValues {
  readonly #database: Knex;

  static create(options: { database: Knex }): DatabaseValues {
    return new DatabaseValues(options.database);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  async forEnvironment(environmentUid: string, version?: string): Promise<EnvironmentValues> {
    const found = await readValuesRevision(this.#database, environmentUid);
    if (!found) {
      throw new NotFoundError(`There is no environment with the uid "${environmentUid}".`);
    }
    // The revision is fixed before the values are read, so that what is returned with it can be had again.
    const revision = version === undefined ? found.revision : parseVersion(version);
    return this.#read({ applicationUid: found.applicationUid, environmentUid, revision });
  }

  async forApplication(applicationUid: string): Promise<EnvironmentValues> {
    const revision = await readApplicationRevision(this.#database, applicationUid);
    return this.#read({ applicationUid, revision });
  }

  async #read(scope: {
    applicationUid: string;
    environmentUid?: string;
    revision: number;
  }): Promise<EnvironmentValues> {
    const rows = await listValuesOfEnvironment(this.#database, scope);
    const entries = [...effective(rows)].map(([name, row]): [string, JsonValue] => [
      name,
      valueOf(row),
    ]);
    return {
      values: Object.fromEntries(entries.sort(([left], [right]) => compareText(left, right))),
      version: String(scope.revision),
    };
  }
}

/** A value of the environment hides that of the application, until it is removed. */
function effective(rows: ValueRow[]): Map<string, ValueRow> {
  const found = new Map<string, ValueRow>();
  for (const row of rows) {
    const hidden = found.get(row.name)?.ownedByEnvironment;
    if (row.kind !== 'removed' && !hidden) {
      found.set(row.name, row);
    }
  }
  return found;
}

function valueOf(row: ValueRow): JsonValue {
  return row.kind === 'secret'
    ? secretValue([{ store: VALUES_STORE, key: row.uid }])
    : JSON.parse(row.value ?? 'null');
}

function parseVersion(version: string): number {
  if (!/^(0|[1-9][0-9]{0,8})$/.test(version)) {
    throw new InputError(`"${version}" is no version of values: it is a whole number.`);
  }
  return Number(version);
}
