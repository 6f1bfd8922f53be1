// @ts-check

/**
 * Staged rollouts of versions of definitions, and which nodes a deployment of one brings to its version.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .text('rollout_nodes')
      .nullable()
      .comment('JSON list: nodes that a rollout brings to a version; of kind rollout only');
  });

  await knex.schema.createTable('rollouts', table => {
    table.comment('Staged rollouts of versions of definitions, wave by wave of environment types');
    table.string('uid', 36).primary().comment('UUID v7');
    table.string('definition_uid', 36).notNullable().comment('The definition');
    table.integer('version').notNullable().comment('The version that it brings');
    table
      .integer('default_before')
      .nullable()
      .comment('The default version that people knew of when they started or resumed it');
    table.text('waves').notNullable().comment('JSON list of lists of names of environment types');
    table.integer('wave').notNullable().comment('The wave under way; counts from 1');
    table.integer('concurrency').notNullable().comment('Environments at a time within a wave');
    table
      .enum('status', ['running', 'paused', 'succeeded', 'stopped'])
      .notNullable()
      .comment('A closed union; transitions are in registry/rollouts/rolloutStatus.ts');
    table
      .string('confirm_impact', 64)
      .nullable()
      .comment('Uid of the impact report that was confirmed');
    table.text('started_by').notNullable().comment('Entity reference or subject of who started it');
    table.text('reason').nullable().comment('Why, in the words of that person');
    table
      .text('status_by')
      .nullable()
      .comment('Entity reference or subject of who changed the status; absent: it did so itself');
    table.text('status_reason').nullable().comment('Sentence: why it has this status');
    table
      .string('status_deployment_uid', 36)
      .nullable()
      .references('uid')
      .inTable('deployments')
      .comment('The deployment that paused it');
    table.timestamp('status_at', { useTz: true }).nullable().comment('Database time');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
    table.timestamp('finished_at', { useTz: true }).nullable().comment('Database time');
    table
      .foreign(['definition_uid', 'version'])
      .references(['definition_uid', 'version'])
      .inTable('definition_versions');
    table.check('wave >= 1 and concurrency >= 1', [], 'rollouts_counts');
    table.check(
      `(status in ('succeeded', 'stopped')) = (finished_at is not null)`,
      [],
      'rollouts_finished',
    );
    table.index(['definition_uid', 'uid'], 'rollouts_definition_index');
  });
  // Of two that are started at once the second one is refused. It also finds the few that are unfinished.
  await knex.raw(
    `create unique index rollouts_one_unfinished on rollouts (definition_uid) ` +
      `where status in ('running', 'paused')`,
  );

  await knex.schema.createTable('rollout_environments', table => {
    table.comment('Environments that a wave of a rollout has reached, and how far it is there');
    table
      .string('rollout_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('rollouts')
      .comment('The rollout');
    table
      .string('environment_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('environments')
      .comment('The environment');
    table.integer('wave').notNullable().comment('The wave; counts from 1');
    table
      .enum('status', ['pending', 'running', 'succeeded', 'failed', 'skipped'])
      .notNullable()
      .comment('A closed union; transitions are in registry/rollouts/rolloutStatus.ts');
    table
      .string('deployment_uid', 36)
      .nullable()
      .unique()
      .references('uid')
      .inTable('deployments')
      .comment('The last deployment that it made here; written in the transaction that submits it');
    table.text('reason').nullable().comment('Sentence: why it failed, was skipped or had no work');
    table
      .text('nodes')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON list: nodes that the deployment brings to the version');
    table
      .text('pinned')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON list: nodes of the definition that pins keep where they are');
    table.primary(['rollout_uid', 'environment_uid']);
    table.check(
      `status <> 'running' or deployment_uid is not null`,
      [],
      'rollout_environments_running',
    );
    table.index(['environment_uid'], 'rollout_environments_environment_index');
  });
  await knex.raw(
    `create index rollout_environments_running_index on rollout_environments (rollout_uid) ` +
      `where status = 'running'`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('rollout_environments');
  await knex.schema.dropTable('rollouts');
  await knex.raw('alter table deployments drop column rollout_nodes');
};
