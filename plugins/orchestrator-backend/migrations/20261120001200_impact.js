// @ts-check

/**
 * Questions about the impact of changes, and reports.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('impact_requests', table => {
    table.comment(
      'Questions about what a change to the registry would do; answered by a report of the same uid',
    );
    table.string('uid', 36).primary().comment('UUID v7');
    table.text('change', 'longtext').notNullable().comment('JSON of the change');
    table.string('change_hash', 64).notNullable().comment('SHA-256 of the canonical change');
    table
      .enum('status', ['pending', 'running', 'done', 'failed'])
      .notNullable()
      .comment('A closed union; transitions are in registry/impact/impactStatus.ts');
    table.text('error').nullable().comment('Sentence: why it failed');
    table.text('requested_by').notNullable().comment('Entity reference or subject of who asked');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
  });
  await knex.raw(
    `create index impact_requests_unfinished on impact_requests (uid) where status in ('pending', 'running')`,
  );
  await knex.schema.createTable('reports', table => {
    table.comment('Impact and drift reports; written once and never changed');
    table.string('uid', 36).primary().comment('UUID v7');
    table.enum('kind', ['impact', 'drift']).notNullable().comment('What it is about');
    table.text('content', 'longtext').notNullable().comment('JSON; secrets are references');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reports');
  await knex.schema.dropTable('impact_requests');
};
