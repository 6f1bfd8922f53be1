// @ts-check

/**
 * Versions that wait to be promoted bring criteria of their own; who changed a status, and why; more kinds of sources.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('definition_versions', table => {
    table
      .text('criteria')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON list: criteria that its manifest declares; in force when it is promoted');
    table
      .text('status_by')
      .nullable()
      .comment('Entity reference or subject of who changed the status; absent: a source did');
    table.text('status_reason').nullable().comment('Why, in the words of that person');
    table
      .timestamp('status_at', { useTz: true })
      .nullable()
      .comment('When the status changed; database time; absent: when the version was made');
  });
  const inForce = new Map();
  for (const { definition_uid: uid, criterion } of await knex('criteria').select()) {
    inForce.set(uid, [...(inForce.get(uid) ?? []), criterion]);
  }
  for (const [uid, criteria] of inForce) {
    await knex('definition_versions')
      .where({ definition_uid: uid, status: 'default' })
      .update({ criteria: `[${criteria.sort().join(',')}]` });
  }
  await knex.schema.alterTable('ledger', table => {
    // Who uses a version: asked by its page, by every change of it, and by impact reports.
    table.index(['definition', 'definition_version', 'uid'], 'ledger_version_index');
    table.dropIndex(['definition'], 'ledger_definition_index');
  });
  await createSources(knex, ['file', 'url', 'built-in', 'api']);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await createSources(knex, ['file']);
  await knex.schema.alterTable('ledger', table => {
    table.index(['definition'], 'ledger_definition_index');
    table.dropIndex(['definition', 'definition_version', 'uid'], 'ledger_version_index');
  });
  await knex.schema.alterTable('definition_versions', table => {
    table.dropColumns('criteria', 'status_by', 'status_reason', 'status_at');
  });
};

/**
 * Makes the table anew: every sync writes all of it, and SQLite cannot change which kinds a column allows.
 *
 * @param {import('knex').Knex} knex
 * @param {string[]} kinds
 */
async function createSources(knex, kinds) {
  await knex.schema.dropTable('sources');
  await knex.schema.createTable('sources', table => {
    table.comment('Where manifests come from, and how the last reading went');
    table.string('name', 63).primary().comment('As configured');
    table.enum('kind', kinds).notNullable().comment('How it is read');
    table.text('target').notNullable().comment('The folder, address or pack, as configured');
    if (kinds.length > 1) {
      table
        .enum('new_versions', ['proposed', 'default'])
        .notNullable()
        .comment('What a new version of one of its definitions becomes');
      table.text('revision').nullable().comment('Of a URL: the revision that was read last');
    }
    table
      .enum('status', ['ok', 'degraded'])
      .notNullable()
      .comment('degraded: something that it declares is not in force; the last good version is');
    table
      .integer('manifests')
      .notNullable()
      .comment('How many manifests the last reading found good');
    table
      .text('problems')
      .notNullable()
      .comment('JSON list of problems with source, line, column, path');
    table
      .timestamp('last_read_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
  });
}
