// @ts-check

/**
 * Epochs: what happened before the database was restored from a backup is of another epoch than what happens now.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('epochs', table => {
    table.comment(
      'Restores of this database from a backup; append only. Without a row it is epoch 1',
    );
    table.integer('epoch').primary().comment('Above any epoch seen inside and outside by then');
    table.text('reason').notNullable().comment('Sentence: how the restore was found out');
    table
      .string('label', 255)
      .nullable()
      .unique()
      .comment('platformOrchestrator.restored, which counts once; NULL: found out by looking');
    table
      .timestamp('raised_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
  });
  await knex.schema.alterTable('environments', table => {
    table
      .integer('checked_epoch')
      .notNullable()
      .defaultTo(1)
      .comment('The epoch in which all of its ledger rows have been read');
    table
      .integer('number_floor')
      .notNullable()
      .defaultTo(0)
      .comment('Deployments have numbers above this: the highest one that was seen outside');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const column of ['checked_epoch', 'number_floor']) {
    await knex.raw('alter table environments drop column ??', [column]);
  }
  await knex.schema.dropTable('epochs');
};
