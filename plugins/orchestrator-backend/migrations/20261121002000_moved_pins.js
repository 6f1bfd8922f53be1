// @ts-check

/**
 * A pin goes along when what it binds gets another name, and remembers the name that it was set for.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pins', table => {
    table
      .text('moved_from')
      .nullable()
      .comment('The node before a deployment moved it; absent: never moved');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pins', table => {
    table.dropColumn('moved_from');
  });
};
