// @ts-check

/**
 * Indexes for what pages filter lists by, so that a rare row of a large ledger is found and not looked for.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('ledger', table => {
    table.index(['type', 'uid'], 'ledger_type_index');
    table.index(['driver', 'uid'], 'ledger_driver_index');
    // Which environments a change to the registry touches.
    table.index(['type', 'environment_uid'], 'ledger_type_environment_index');
  });
  // What people look for, and what is few: each holds only such rows.
  await knex.raw(`create index ledger_orphans_index on ledger (uid) where role = 'orphan'`);
  await knex.raw(`create index ledger_unknown_index on ledger (uid) where presence = 'unknown'`);
  await knex.raw(`create index ledger_waiting_index on ledger (uid) where deletion_pending`);
  await knex.schema.alterTable('pins', table => {
    table.index(['definition_uid', 'uid'], 'pins_definition_index');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pins', table => {
    table.dropIndex(['definition_uid', 'uid'], 'pins_definition_index');
  });
  for (const name of ['orphans', 'unknown', 'waiting']) {
    await knex.raw(`drop index ledger_${name}_index`);
  }
  await knex.schema.alterTable('ledger', table => {
    table.dropIndex(['type', 'environment_uid'], 'ledger_type_environment_index');
    table.dropIndex(['driver', 'uid'], 'ledger_driver_index');
    table.dropIndex(['type', 'uid'], 'ledger_type_index');
  });
};
