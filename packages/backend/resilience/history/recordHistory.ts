import type { Pool } from 'pg';

/** Where Backstage keeps the tables of the plugin. */
export const PLUGIN_SCHEMA = '"platform-orchestrator"';

const RECORDED = ['lanes', 'deployments', 'deployment_nodes', 'journal', 'ledger', 'outbox'];
/** Cipher text and large documents tell the checker nothing. */
const LEFT_OUT = ['delta', 'intent', 'state', 'secret_outputs', 'inputs', 'params', 'manifests'];

/**
 * Makes the server record every change that is committed to the tables of execution, with who made it, in an
 * append-only table that the product does not know. Within one environment its order is that of the commits, because
 * whoever changes something there holds a lock first.
 */
export async function recordHistory(database: Pool): Promise<void> {
  await database.query(`
    create schema rig;
    create table rig.history (
      seq bigserial primary key,
      at timestamptz not null default clock_timestamp(),
      relation text not null,
      writer text not null,
      environment_uid text,
      old jsonb,
      new jsonb
    );
    create function rig.note() returns trigger language plpgsql as $$
    declare
      before jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
      after jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
      known jsonb := coalesce(after, before);
      environment text := known ->> 'environment_uid';
    begin
      if environment is null then
        select environment_uid into environment from ${PLUGIN_SCHEMA}.deployments
          where uid = known ->> 'deployment_uid';
      end if;
      insert into rig.history (relation, writer, environment_uid, old, new)
        values (tg_table_name, current_setting('application_name'), environment,
          before - '{${LEFT_OUT}}'::text[], after - '{${LEFT_OUT}}'::text[]);
      return null;
    end $$;
    ${RECORDED.map(
      table => `create trigger rig after insert or update or delete on ${PLUGIN_SCHEMA}.${table}
        for each row execute function rig.note();`,
    ).join('\n')}
  `);
}
