import type { Knex } from 'knex';
import type { Boundary, Moment } from './Trap';

/** What statements of the product say about how far it is; `value`: their values have to contain this text. */
const MARKS: { boundary: Boundary; statement: RegExp; value?: string }[] = [
  { boundary: 'claim', statement: /^insert into "?lanes\b/ },
  { boundary: 'plan', statement: /^insert into "?plans\b/ },
  { boundary: 'intent', statement: /^insert into "?journal\b/ },
  { boundary: 'generate', statement: /^update "?ledger\b.*\bgenerated\b/s },
  { boundary: 'evidence', statement: /^update "?journal\b/, value: 'succeeded' },
  { boundary: 'complete', statement: /^update "?deployments\b/, value: 'succeeded' },
];
const PUBLISHED = /^delete from "?outbox\b/;

interface Statement {
  sql: string;
  bindings?: unknown[];
}

type SendStatement = (connection: { __knexUid: string }, statement: Statement) => Promise<unknown>;

/** Called when the product comes to a boundary, with what it is about as text. */
export type PassBoundary = (boundary: Boundary, moment: Moment, about: string) => void;

/**
 * Follows the statements of the product's own database client from outside: a boundary is the commit of the transaction
 * that holds its statement. Before it, nothing of the transaction has happened; after it, all of it has, and the
 * process has not learnt that yet. (Of commits, the client tells nobody that they were answered; so this stands where it
 * sends them.)
 */
export function watchStatements(database: Knex, pass: PassBoundary): void {
  const open = new Map<string, { boundary: Boundary; about: string }[]>();
  const dialect = Object.getPrototypeOf(database.client) as { _query: SendStatement };
  const send = dialect._query;
  dialect._query = async function watched(connection, statement) {
    const { sql, bindings = [] } = statement;
    const marks = open.get(connection.__knexUid) ?? [];
    if (sql.startsWith('BEGIN')) {
      open.set(connection.__knexUid, []);
    }
    for (const { boundary, statement: pattern, value } of MARKS) {
      const about = pattern.test(sql) ? JSON.stringify(bindings.map(String)) : undefined;
      if (about?.includes(value ?? '')) {
        marks.push({ boundary, about });
      }
    }
    const passed = boundariesOf(sql, marks);
    passed.forEach(({ boundary, about }) => pass(boundary, 'before', about));
    const answer = await send.call(this, connection, statement);
    passed.forEach(({ boundary, about }) => pass(boundary, 'after', about));
    return answer;
  };
}

function boundariesOf(
  sql: string,
  marks: { boundary: Boundary; about: string }[],
): { boundary: Boundary; about: string }[] {
  if (PUBLISHED.test(sql)) {
    return [{ boundary: 'publish', about: '' }];
  }
  return sql.startsWith('COMMIT') ? [...marks] : [];
}
