// @ts-check

/**
 * Lists of deployments are in the order of their uids, newest first: of an environment, and of a workload in it. With
 * these indexes a page is read from its first row to its last, after any history.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.index(['environment_uid', 'uid'], 'deployments_newest_index');
  });
  await knex.schema.alterTable('deployment_workloads', table => {
    table.index(
      ['environment_uid', 'workload', 'deployment_uid'],
      'deployment_workloads_newest_index',
    );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop index deployment_workloads_newest_index');
  await knex.raw('drop index deployments_newest_index');
};
