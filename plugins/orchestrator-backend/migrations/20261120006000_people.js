// @ts-check

/**
 * What people decide: retries, what takes the place of what, who submits for whom, and what was decided about active
 * resources.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .string('submitted_by', 255)
      .nullable()
      .comment('The service that submitted it for requested_by; NULL: requested_by did');
    table.string('retry_of', 36).nullable().comment('The deployment that it tries again');
    table.string('superseded_by', 36).nullable().comment('The deployment that took its place');
    table
      .text('destroy_rows')
      .nullable()
      .comment(
        'JSON list: uids of ledger rows that a person decided to destroy; of kind destroy only',
      );
  });

  await knex.schema.createTable('ledger_decisions', table => {
    table.comment('What people decided about active resources; append only, outlives the rows');
    table.string('uid', 36).primary().comment('UUID v7');
    table
      .string('environment_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('environments')
      .comment('The environment');
    table
      .string('ledger_uid', 36)
      .notNullable()
      .comment('The incarnation; its row may be gone by now');
    table.string('node', 512).notNullable().comment('The node');
    table
      .string('external_id', 1024)
      .nullable()
      .comment('What it is called globally within its driver, as far as that was known');
    table
      .enum('decision', ['present', 'absent', 'keep', 'destroy'])
      .notNullable()
      .comment('What was decided: whether it exists, or what becomes of it');
    table.text('reason').notNullable().comment('Why, in the words of that person');
    table.string('decided_by', 255).notNullable().comment('Entity reference');
    table
      .timestamp('decided_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
    table.index(['environment_uid', 'uid'], 'ledger_decisions_environment_index');
    table.index(['ledger_uid'], 'ledger_decisions_ledger_index');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ledger_decisions');
  for (const column of ['submitted_by', 'retry_of', 'superseded_by', 'destroy_rows']) {
    await knex.raw('alter table deployments drop column ??', [column]);
  }
};
