import type { Knex } from 'knex';
import { secondsAgo } from './secondsAgo';

/** How reading one manifest source went. */
export interface SourceState {
  source: string;
  /** Something that it declares is not in force. */
  degraded: boolean;
  /** Seconds since it was read. */
  age: number;
}

/** The state of every manifest source that has been read; one row each. */
export async function readSourceStates(knex: Knex): Promise<SourceState[]> {
  const rows = await knex('sources')
    .select('name', 'status')
    .select({ age: secondsAgo(knex, 'last_read_at') })
    .orderBy('name');
  return rows.map(row => ({
    source: row.name,
    degraded: row.status !== 'ok',
    age: Math.max(0, Number(row.age)),
  }));
}
