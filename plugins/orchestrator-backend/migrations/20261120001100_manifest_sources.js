// @ts-check

/**
 * Manifests that people save through the API, revisions of sources that are URLs, and tests of definitions.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('api_manifests', table => {
    table.comment('Texts of manifests that were saved through the API: the source named api');
    table
      .enum('kind', ['ResourceType', 'EnvironmentType', 'ResourceDefinition', 'DefinitionTest'])
      .notNullable()
      .comment('Kind of the manifest');
    table.string('name', 63).notNullable().comment('metadata.name');
    table.text('text', 'longtext').notNullable().comment('YAML as written');
    table.text('updated_by').notNullable().comment('Entity reference or subject of who saved it');
    table
      .timestamp('updated_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
    table.primary(['kind', 'name']);
  });

  await knex.schema.createTable('source_revisions', table => {
    table.comment('Revisions at which sources were read; a source only moves forward');
    table.string('source', 63).notNullable().comment('Name of the source');
    table.string('revision', 255).notNullable().comment('As its host names it, such as a commit');
    table.integer('number').notNullable().comment('Counts up within the source, from 1');
    table.primary(['source', 'revision']);
    table.unique(['source', 'number'], { indexName: 'source_revisions_number' });
  });

  await knex.schema.createTable('definition_tests', table => {
    table.comment('Last good tests of definitions, run before every sync');
    table.string('name', 63).primary().comment('metadata.name');
    table.text('spec').notNullable().comment('JSON of the spec with defaults filled in');
    table.string('hash', 64).notNullable().comment('SHA-256 of the canonical spec');
    table.string('source', 63).notNullable().comment('Name of the source that declares it');
    table.text('file').notNullable().comment('The file in which it is declared');
    table
      .timestamp('archived_at', { useTz: true })
      .nullable()
      .comment('Since when no source declares it any more');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('definition_tests');
  await knex.schema.dropTable('source_revisions');
  await knex.schema.dropTable('api_manifests');
};
