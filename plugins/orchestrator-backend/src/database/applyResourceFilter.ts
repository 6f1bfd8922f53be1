import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { ResourceFilter } from '../authorization/rules/ResourceFilter';
import { whereAmong } from './whereAmong';

/** Which columns hold what a filter asks for; `undefined` where the rows have no such thing. */
export interface ResourceFilterColumns {
  /** Entity reference in lower case. */
  owner?: string;
  environmentType?: string;
  resourceType?: string;
  /** JSON object of strings, as text. */
  labels?: string;
}

/**
 * Restricts a query to the rows for which the criteria hold. It agrees with the `apply` of every rule, also under
 * `not`: each condition is true or false and never unknown, though a column may be null.
 */
export function applyResourceFilter(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<ResourceFilter>,
  columns: ResourceFilterColumns,
): void {
  if ('allOf' in criteria) {
    for (const part of criteria.allOf) {
      query.andWhere(nested => applyResourceFilter(nested, part, columns));
    }
  } else if ('anyOf' in criteria) {
    query.andWhere(nested => {
      for (const part of criteria.anyOf) {
        nested.orWhere(alternative => applyResourceFilter(alternative, part, columns));
      }
    });
  } else if ('not' in criteria) {
    query.whereNot(nested => applyResourceFilter(nested, criteria.not, columns));
  } else {
    applyCondition(query, criteria, columns);
  }
}

function applyCondition(
  query: Knex.QueryBuilder,
  filter: ResourceFilter,
  columns: ResourceFilterColumns,
): void {
  switch (filter.kind) {
    case 'owner':
      whereOneOf(query, columns.owner, filter.refs);
      break;
    case 'environment-type':
      whereOneOf(query, columns.environmentType, filter.types);
      break;
    case 'resource-type':
      whereOneOf(query, columns.resourceType, filter.types);
      break;
    case 'label':
      whereLabel(query, columns.labels, filter.label, filter.value);
      break;
    default:
      filter satisfies never;
  }
}

function whereOneOf(query: Knex.QueryBuilder, column: string | undefined, values: string[]): void {
  if (column === undefined || values.length === 0) {
    query.whereRaw('1 = 0');
  } else {
    query.andWhere(nested => whereAmong(nested.whereNotNull(column), column, values));
  }
}

function whereLabel(
  query: Knex.QueryBuilder,
  column: string | undefined,
  label: string,
  value: string | undefined,
): void {
  if (column === undefined) {
    query.whereRaw('1 = 0');
    return;
  }
  const entries = isPostgres(query) ? 'jsonb_each_text(??::jsonb)' : 'json_each(??)';
  query.whereRaw(
    `exists (select 1 from ${entries} as entry where entry.key = ?${
      value === undefined ? '' : ' and entry.value = ?'
    })`,
    value === undefined ? [column, label] : [column, label, value],
  );
}

function isPostgres(query: Knex.QueryBuilder): boolean {
  return String(query.client.config.client).includes('pg');
}
