// @ts-check

/**
 * Keeps what an incarnation was called under the drivers that it was adopted from, so that nobody can take the same thing
 * under its old name.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ledger_former_ids', table => {
    table.comment(
      'External ids of incarnations under drivers that made them before others adopted them',
    );
    table
      .string('ledger_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('ledger')
      .onDelete('cascade')
      .comment('The incarnation');
    table.string('driver', 128).notNullable().comment('Id of the driver that it was adopted from');
    table
      .string('external_id', 1024)
      .notNullable()
      .comment('What it was called within that driver');
    table.unique(['driver', 'external_id'], { indexName: 'ledger_former_ids_unique' });
    table.index(['ledger_uid'], 'ledger_former_ids_ledger_index');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ledger_former_ids');
};
