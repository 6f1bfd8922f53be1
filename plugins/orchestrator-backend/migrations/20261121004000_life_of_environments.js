// @ts-check

/**
 * The life of environments: their deletion and expiry, and deployments that bring back, promote or clone what was or
 * is somewhere.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('environments', table => {
    table
      .timestamp('deletion_began_at', { useTz: true })
      .nullable()
      .comment(
        'When a deletion first took something away, after which there is no way back; database time',
      );
  });
  await knex.raw(
    `create index environments_expiry_index on environments (expires_at) ` +
      `where expires_at is not null and status in ('active', 'delete-failed')`,
  );
  await knex.schema.alterTable('deployments', table => {
    table
      .text('rollback')
      .nullable()
      .comment(
        'JSON object: the deployment that it goes back to, with the definition versions and values of then; ' +
          'of kind rollback only',
      );
    table
      .string('origin_environment', 36)
      .nullable()
      .comment('The environment that it takes workloads from; of kind promote and clone only');
    table
      .text('warnings')
      .nullable()
      .comment('JSON list of sentences: what passed though nobody could be sure of it');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropColumn('warnings');
    table.dropColumn('origin_environment');
    table.dropColumn('rollback');
  });
  await knex.raw('drop index environments_expiry_index');
  await knex.schema.alterTable('environments', table => {
    table.dropColumn('deletion_began_at');
  });
};
