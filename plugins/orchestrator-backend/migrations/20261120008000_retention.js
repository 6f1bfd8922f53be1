// @ts-check

/**
 * Retention: how far the removal of old records has come, and the indexes by which it finds them without reading history.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('retention_progress', table => {
    table.comment('One row: how far the removal of old records has come');
    table.integer('id').primary().comment('Always 1');
    table.check('id = 1', [], 'retention_progress_one_row');
    table.string('step', 32).nullable().comment('The step under way; NULL: none');
    table.string('position', 255).nullable().comment('Where in that step to go on');
    table
      .timestamp('finished_at', { useTz: true })
      .nullable()
      .comment('When all steps were last done; database time');
  });
  await knex('retention_progress').insert({ id: 1 });

  await knex.schema.alterTable('deployments', table => {
    table
      .boolean('log_removed')
      .notNullable()
      .defaultTo(false)
      .comment('Its log is too old to be kept; one line says so');
    table.index(['set_hash'], 'deployments_set_index');
    table.index(['base_set'], 'deployments_base_set_index');
  });
  await knex.raw(
    'create index deployments_log_index on deployments (finished_at) ' +
      'where finished_at is not null and not log_removed',
  );
  await knex.raw(
    'create index environments_desired_set_index on environments (desired_set) where desired_set is not null',
  );
  await knex.raw(
    'create index plans_base_set_index on plans (base_set) where base_set is not null',
  );
  await knex.raw(
    'create index journal_finished_index on journal (finished_at) where finished_at is not null',
  );
  await knex.raw(
    'create index rollouts_status_deployment_index on rollouts (status_deployment_uid) ' +
      'where status_deployment_uid is not null',
  );
  await knex.raw(
    'create index rollouts_confirm_impact_index on rollouts (confirm_impact) where confirm_impact is not null',
  );
  await knex.raw(
    'create index outbox_set_aside_index on outbox (set_aside_at) where set_aside_at is not null',
  );
  await knex.schema.alterTable('impact_requests', table => {
    table.index(['created_at'], 'impact_requests_created_index');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const index of [
    'impact_requests_created_index',
    'outbox_set_aside_index',
    'rollouts_confirm_impact_index',
    'rollouts_status_deployment_index',
    'journal_finished_index',
    'plans_base_set_index',
    'environments_desired_set_index',
    'deployments_log_index',
    'deployments_base_set_index',
    'deployments_set_index',
  ]) {
    await knex.raw('drop index ??', [index]);
  }
  await knex.raw('alter table deployments drop column log_removed');
  await knex.schema.dropTable('retention_progress');
};
