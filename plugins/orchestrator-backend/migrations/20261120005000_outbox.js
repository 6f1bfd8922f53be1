// @ts-check

const KINDS = ['event', 'signal', 'webhook', 'notification'];

/**
 * Messages of the outbox for webhooks and notifications, and what became of the attempts to tell a message.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await allowKinds(knex, KINDS);
  await knex.schema.alterTable('outbox', table => {
    table.integer('attempts').notNullable().defaultTo(0).comment('How often telling it failed');
    table.timestamp('failing_since', { useTz: true }).nullable().comment('Database time');
    table
      .timestamp('retry_at', { useTz: true })
      .nullable()
      .comment('Not told again before; database time');
    table.text('error').nullable().comment('Sentence: why it could not be told');
    table
      .timestamp('set_aside_at', { useTz: true })
      .nullable()
      .comment('Given up, so that those behind it are told; database time');
  });
  await knex.raw(
    'create index outbox_waiting_index on outbox (kind, environment_uid, id) where set_aside_at is null',
  );
  await knex.raw(
    'create index outbox_failing_index on outbox (id) where failing_since is not null',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop index outbox_failing_index');
  await knex.raw('drop index outbox_waiting_index');
  await knex('outbox').whereNotIn('kind', ['event', 'signal']).delete();
  await knex.schema.alterTable('outbox', table => {
    table.dropColumns('attempts', 'failing_since', 'retry_at', 'error', 'set_aside_at');
  });
  await allowKinds(knex, ['event', 'signal']);
};

/**
 * Restricts the column `kind`. SQLite cannot change a constraint, so there the table is made anew from its own text.
 *
 * @param {import('knex').Knex} knex
 * @param {string[]} kinds
 */
async function allowKinds(knex, kinds) {
  const list = kinds.map(kind => `'${kind}'`).join(', ');
  if (knex.client.config.client.includes('pg')) {
    await knex.raw('alter table outbox drop constraint outbox_kind_check');
    await knex.raw(`alter table outbox add constraint outbox_kind_check check (kind in (${list}))`);
    return;
  }
  const { sql } = await knex('sqlite_master').where({ type: 'table', name: 'outbox' }).first('sql');
  const text = sql.replace(/`kind` in ?\([^)]*\)/, `\`kind\` in (${list})`);
  await knex.raw(text.replace(/create table [`"]outbox[`"]/i, 'create table `outbox_anew`'));
  await knex.raw('insert into outbox_anew select * from outbox');
  await knex.raw('drop table outbox');
  await knex.raw('alter table outbox_anew rename to outbox');
}
