// @ts-check

/**
 * The registry (what manifests declare), the values of applications, and the secrets of the store of kind `database`.
 * JSON stands in text columns, so that both databases hold the same.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /** @param {import('knex').Knex.CreateTableBuilder} table @param {string} name */
  const databaseTime = (table, name) =>
    table.timestamp(name, { useTz: true }).notNullable().defaultTo(knex.fn.now());

  await knex.schema.createTable('registry_state', table => {
    table.comment('One row: which state the registry is in, and which replica is syncing it');
    table.integer('id').primary().comment('Always 1');
    table.check('id = 1', [], 'registry_state_one_row');
    table
      .integer('revision')
      .notNullable()
      .comment('Grows with every change of a type, default version, criterion or source of one');
    table
      .integer('criteria_revision')
      .notNullable()
      .comment('Grows with every change of a criterion');
    table.string('sync_owner', 36).nullable().comment('Random uid of the sync that is going on');
    table
      .timestamp('sync_until', { useTz: true })
      .nullable()
      .comment('Until when that sync may write; database time; anybody may take over after it');
  });
  await knex('registry_state').insert({ id: 1, revision: 0, criteria_revision: 0 });

  await knex.schema.createTable('sources', table => {
    table.comment('Where manifests come from, and how the last reading went');
    table.string('name', 63).primary().comment('As configured');
    table.enum('kind', ['file']).notNullable().comment('How it is read');
    table.text('target').notNullable().comment('The folder, as configured');
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
    databaseTime(table, 'last_read_at').comment('Database time');
  });

  for (const name of ['resource_types', 'environment_types']) {
    await knex.schema.createTable(name, table => {
      table.comment('Last good manifests of one kind; built-in ones are in the code');
      table.string('name', 63).primary().comment('metadata.name');
      table.text('spec').notNullable().comment('JSON of the spec with defaults filled in');
      table.string('hash', 64).notNullable().comment('SHA-256 of the canonical spec');
      table.string('source', 63).notNullable().comment('Name of the source that declares it');
      table.text('file').notNullable().comment('The file in which it is declared');
      table
        .timestamp('archived_at', { useTz: true })
        .nullable()
        .comment('Since when no source declares it any more; kept for what refers to it');
    });
  }

  await knex.schema.createTable('definitions', table => {
    table.comment('Resource definitions; a name that returns goes on numbering its own versions');
    table.string('uid', 36).primary().comment('UUID v7');
    table
      .string('name', 63)
      .notNullable()
      .unique()
      .comment('metadata.name; ledger rows refer to it');
    table.string('source', 63).notNullable().comment('Name of the source that declares it');
    table.text('file').notNullable().comment('The file in which it is declared');
    table
      .timestamp('archived_at', { useTz: true })
      .nullable()
      .comment(
        'Since when no source declares it any more; its versions stay for what refers to them',
      );
    databaseTime(table, 'created_at').comment('Database time');
  });

  await knex.schema.createTable('definition_versions', table => {
    table.comment('Immutable contents of definitions, numbered from 1');
    table
      .string('definition_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('definitions')
      .comment('The definition');
    table.integer('version').notNullable().comment('Grows by 1; a number is never used again');
    table
      .enum('status', ['proposed', 'default', 'deprecated', 'defective', 'archived'])
      .notNullable()
      .comment(
        'Only default takes part in matching; a default that is followed becomes deprecated',
      );
    table
      .text('spec')
      .notNullable()
      .comment('JSON of the spec with defaults filled in, without criteria');
    table
      .string('hash', 64)
      .notNullable()
      .comment('SHA-256 of the canonical spec without criteria');
    databaseTime(table, 'created_at').comment('Database time');
    table.primary(['definition_uid', 'version']);
    // Equal content never makes a new version.
    table.unique(['definition_uid', 'hash'], { indexName: 'definition_versions_content' });
  });
  await knex.raw(
    `create unique index definition_versions_one_default on definition_versions (definition_uid) ` +
      `where status = 'default'`,
  );

  await knex.schema.createTable('criteria', table => {
    table.comment('Criteria in force, of default versions only');
    table
      .string('definition_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('definitions')
      .comment('The definition that the criterion chooses');
    table.string('type', 63).notNullable().comment('Resource type of the definition');
    table
      .string('hash', 64)
      .notNullable()
      .comment('SHA-256 of the canonical text, which may be longer than an index takes');
    table.text('criterion').notNullable().comment('JSON of the criterion');
    table
      .integer('revision')
      .notNullable()
      .comment('The criteria revision with which it came into force');
    table.index(['definition_uid'], 'criteria_definition_index');
    // Two equal criteria of one type would be a tie, so ties cannot happen.
    table.unique(['type', 'hash'], { indexName: 'criteria_no_ties' });
  });

  await knex.schema.createTable('pins', table => {
    table.comment('Bind a node to a version of a definition, and so skip matching');
    table.string('uid', 36).primary().comment('UUID v7');
    table
      .string('application_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('applications')
      .comment('The application');
    table
      .string('environment_uid', 36)
      .nullable()
      .references('uid')
      .inTable('environments')
      .comment('The environment; absent: all environments of the application');
    table.text('node').notNullable().comment('type.class#id, or workload#name');
    table.string('definition_uid', 36).notNullable().comment('The definition');
    table.integer('version').notNullable().comment('The version');
    table.text('created_by').notNullable().comment('Entity reference or subject of who made it');
    databaseTime(table, 'created_at').comment('Database time');
    table
      .foreign(['definition_uid', 'version'])
      .references(['definition_uid', 'version'])
      .inTable('definition_versions');
  });
  await knex.raw(
    `create unique index pins_one_per_node on pins (application_uid, coalesce(environment_uid, ''), node)`,
  );

  await knex.schema.createTable('values', table => {
    table.comment('Names of the shared variables and secrets of applications and environments');
    table.string('uid', 36).primary().comment('UUID v7');
    table
      .string('application_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('applications')
      .comment('The application');
    table
      .string('environment_uid', 36)
      .nullable()
      .references('uid')
      .inTable('environments')
      .comment('The environment that overrides; absent: the value of the application');
    table.string('name', 255).notNullable().comment('As definitions read it: values.<name>');
  });
  await knex.raw(
    `create unique index values_one_per_scope on "values" (application_uid, coalesce(environment_uid, ''), name)`,
  );

  await knex.schema.createTable('value_versions', table => {
    table.comment(
      'What values were and are; immutable, so that a rollback finds what was used then',
    );
    table.string('uid', 36).primary().comment('UUID v7; the key of the mark of a secret');
    table
      .string('value_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('values')
      .comment('The value');
    table
      .string('application_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('applications')
      .comment('The application, for the numbering');
    table
      .integer('revision')
      .notNullable()
      .comment('Counts the changes of all values of the application from 1');
    table
      .enum('kind', ['plain', 'secret', 'removed'])
      .notNullable()
      .comment('removed: not there from now on');
    table.text('value').nullable().comment('JSON; of kind plain only');
    table.text('cipher').nullable().comment('Cipher text of the key ring; of kind secret only');
    table.text('created_by').notNullable().comment('Entity reference or subject of who wrote it');
    databaseTime(table, 'created_at').comment('Database time');
    table.unique(['application_uid', 'revision'], { indexName: 'value_versions_revision' });
    table.index(['value_uid', 'revision'], 'value_versions_value_index');
    table.check(
      `(kind = 'plain' and value is not null and cipher is null) ` +
        `or (kind = 'secret' and value is null and cipher is not null) ` +
        `or (kind = 'removed' and value is null and cipher is null)`,
      [],
      'value_versions_one_form',
    );
  });

  await knex.schema.createTable('secrets', table => {
    table.comment('What secret stores of kind database hold');
    table.string('uid', 36).primary().comment('UUID v7; the row of the cipher');
    table.string('store', 63).notNullable().comment('Name of the store');
    table.string('key', 255).notNullable().comment('As references name it');
    table.text('cipher').notNullable().comment('Cipher text of the key ring');
    databaseTime(table, 'updated_at').comment('Database time');
    table.unique(['store', 'key'], { indexName: 'secrets_store_key' });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'secrets',
    'value_versions',
    'values',
    'pins',
    'criteria',
    'definition_versions',
    'definitions',
    'environment_types',
    'resource_types',
    'sources',
    'registry_state',
  ]) {
    await knex.schema.dropTable(table);
  }
};
