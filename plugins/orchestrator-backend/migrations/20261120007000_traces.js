// @ts-check

/**
 * The trace of the request that submitted a deployment, which goes on in the worker.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .string('traceparent', 55)
      .nullable()
      .comment('W3C Trace Context of the submitting request; absent: nothing traced it');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropColumn('traceparent');
  });
};
