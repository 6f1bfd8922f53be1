// @ts-check

/**
 * Applications and environments. Names are unique among live rows only, which a partial unique index holds: both
 * databases have those.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('applications', table => {
    table.comment('Workloads that belong together; each is linked to at most one catalog System');
    table.string('uid', 36).primary().comment('UUID v7');
    table.string('name', 63).notNullable().comment('DNS label, unique among live rows');
    table.text('title').nullable().comment('For people');
    table.text('labels').notNullable().defaultTo('{}').comment('JSON object of strings');
    table.string('system_ref', 255).nullable().comment('Entity reference of the catalog System');
    table
      .string('owner_ref', 255)
      .nullable()
      .comment(
        'Entity reference of the owner of the System, in lower case, copied from the catalog',
      );
    table
      .enum('status', ['active', 'deleted'])
      .notNullable()
      .defaultTo('active')
      .comment('A deleted row keeps its uid for ever and frees its name');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
    table.timestamp('deleted_at', { useTz: true }).nullable().comment('Database time');
    table.index(['owner_ref'], 'applications_owner_ref_index');
  });
  await knex.raw(
    `create unique index applications_live_name on applications (name) where status <> 'deleted'`,
  );
  await knex.raw(
    `create unique index applications_live_system on applications (system_ref) ` +
      `where status <> 'deleted' and system_ref is not null`,
  );

  await knex.schema.createTable('environments', table => {
    table.comment('Running copies of applications');
    table.string('uid', 36).primary().comment('UUID v7');
    table
      .string('application_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('applications')
      .comment('The application');
    table.string('name', 63).notNullable().comment('DNS label, unique among live rows');
    table.string('type', 63).notNullable().comment('Name of the environment type');
    table.text('labels').notNullable().defaultTo('{}').comment('JSON object of strings');
    table
      .enum('status', ['active', 'paused', 'deleting', 'delete-failed', 'deleted'])
      .notNullable()
      .defaultTo('active')
      .comment('A closed union; a deleted row stays deleted');
    table
      .string('desired_set', 64)
      .nullable()
      .comment('Hash of the wanted deployment set; moves in the transaction that enters applying');
    table.text('holds').notNullable().defaultTo('[]').comment('JSON list: what a rollback holds');
    table.text('lock').nullable().comment('JSON object: who keeps deployments out, and why');
    table.text('pause').nullable().comment('JSON object: who paused it, and why');
    table
      .timestamp('expires_at', { useTz: true })
      .nullable()
      .comment('When a preview deletes itself; database time');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Database time');
    table.timestamp('deleted_at', { useTz: true }).nullable().comment('Database time');
    table.index(['type'], 'environments_type_index');
  });
  await knex.raw(
    `create unique index environments_live_name on environments (application_uid, name) ` +
      `where status <> 'deleted'`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('environments');
  await knex.schema.dropTable('applications');
};
