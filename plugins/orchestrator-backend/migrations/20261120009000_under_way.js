// @ts-check

/**
 * Finds what a lane is in the middle of without looking at what waits behind it, however much that is.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `create index deployments_under_way_index on deployments (environment_uid, number) ` +
      `where status in ('planning', 'applying', 'verifying')`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop index deployments_under_way_index');
};
