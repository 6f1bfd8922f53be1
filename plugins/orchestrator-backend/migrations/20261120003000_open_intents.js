// @ts-check

/**
 * Whoever applies a plan asks once which effects in its environment have an unknown outcome. Without an index of its own
 * that read grows with the journal.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw('create index journal_open_index on journal (ledger_uid) where outcome is null');
  await knex.schema.alterTable('deployments', table => {
    table
      .timestamp('entered_lane_at', { useTz: true })
      .nullable()
      .comment('When its lane began to work on it last; its timeout counts from here');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => table.dropColumn('entered_lane_at'));
  await knex.raw('drop index journal_open_index');
};
