// @ts-check

/**
 * Deployments, their journal, the ledger and the outbox. Rules that must always hold are constraints here: one number
 * per environment, one current incarnation per node, one owner per external id, one effect per idempotency key.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const uid = (
    /** @type {import('knex').Knex.CreateTableBuilder} */ table,
    /** @type {string} */ name,
  ) => table.string(name, 36);
  const time = (
    /** @type {import('knex').Knex.CreateTableBuilder} */ table,
    /** @type {string} */ name,
  ) => table.timestamp(name, { useTz: true });

  await knex.schema.createTable('deployment_sets', table => {
    table.comment('Desired states of environments, content-addressed and immutable');
    table.string('hash', 64).primary().comment('SHA-256 of the canonical set');
    table
      .text('content', 'longtext')
      .notNullable()
      .comment('JSON of the set; never holds a secret value');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
  });

  await knex.schema.createTable('deployments', table => {
    table.comment(
      'Numbered attempts to bring a delta into an environment; history is never changed',
    );
    uid(table, 'uid').primary().comment('UUID v7');
    uid(table, 'environment_uid')
      .notNullable()
      .references('uid')
      .inTable('environments')
      .comment('The environment');
    table.integer('number').notNullable().comment('Counts up within the environment, from 1');
    table.string('kind', 32).notNullable().comment('Why it was made: deploy, rollback, …');
    table
      .string('status', 32)
      .notNullable()
      .comment('Transitions are in deployments/deploymentStatus.ts');
    table.boolean('plan_only').notNullable().comment('Ends as planned');
    table
      .text('workloads')
      .notNullable()
      .comment('JSON list: names that the delta adds or changes, sorted');
    table
      .text('removed')
      .notNullable()
      .comment('JSON list: names that the delta takes out, sorted');
    table
      .text('delta', 'longtext')
      .notNullable()
      .comment('JSON of the delta; never holds a secret value');
    table
      .string('base_set', 64)
      .nullable()
      .comment('Hash of the desired set when it was submitted');
    table
      .string('set_hash', 64)
      .nullable()
      .comment('Hash of the set that it makes true; known with the plan');
    table
      .text('scope')
      .nullable()
      .comment('JSON list: nodes that it may touch; known with the plan');
    table
      .string('value_version', 32)
      .nullable()
      .comment('Version of the values that it was planned with');
    table.string('requested_by', 255).notNullable().comment('Entity reference or service subject');
    table.text('comment').nullable().comment('What the requester says about it');
    table.string('commit_id', 255).nullable().comment('Commit that the Score files come from');
    table.string('branch', 255).nullable().comment('For choosing class and profile only');
    table.string('tag', 255).nullable().comment('For choosing class and profile only');
    table.string('plan_hash', 64).nullable().comment('The plan in force');
    table
      .string('approved_plan_hash', 64)
      .nullable()
      .comment('The last plan that has all its approvals');
    table
      .integer('approvals_required')
      .nullable()
      .comment('How many approvals the plan in force needs');
    table.text('approval_reason').nullable().comment('Sentence: why it needs them');
    table.text('summary').nullable().comment('JSON object: count of nodes by action of the plan');
    table
      .text('error')
      .nullable()
      .comment('Sentence: why it did not succeed; never holds a secret');
    table
      .string('cancel_requested_by', 255)
      .nullable()
      .comment('Who asked to stop it; its worker looks here');
    table
      .integer('resumes')
      .notNullable()
      .defaultTo(0)
      .comment('How often a worker found it half done');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    time(table, 'started_at').nullable().comment('Database time');
    time(table, 'finished_at').nullable().comment('Database time');
    table.unique(['environment_uid', 'number'], { indexName: 'deployments_number_unique' });
  });
  await knex.raw(
    `create index deployments_active_index on deployments (environment_uid, number) where status in ` +
      `('pending', 'planning', 'awaiting-approval', 'applying', 'verifying')`,
  );

  await knex.schema.createTable('deployment_workloads', table => {
    table.comment(
      'Which workloads a deployment names, so that their last deployments are found by an index',
    );
    uid(table, 'deployment_uid')
      .notNullable()
      .references('uid')
      .inTable('deployments')
      .comment('The deployment');
    uid(table, 'environment_uid').notNullable().comment('The environment');
    table.string('workload', 63).notNullable().comment('Name of the workload');
    table.integer('number').notNullable().comment('Number of the deployment');
    table.primary(['environment_uid', 'workload', 'number']);
    table.index(['deployment_uid'], 'deployment_workloads_deployment_index');
  });

  await knex.schema.createTable('plans', table => {
    table.comment('Plans of deployments, immutable; their hash is what an approval refers to');
    uid(table, 'deployment_uid')
      .notNullable()
      .references('uid')
      .inTable('deployments')
      .comment('The deployment');
    table.string('hash', 64).notNullable().comment('SHA-256 of the canonical plan');
    table.string('fingerprint', 64).notNullable().comment('SHA-256 of all that planning looked at');
    table.string('base_set', 64).nullable().comment('Hash of the desired set that it starts from');
    table
      .text('content', 'longtext')
      .notNullable()
      .comment('JSON of the plan; secrets are references');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    table.primary(['deployment_uid', 'hash']);
  });

  await knex.schema.createTable('approvals', table => {
    table.comment('Verdicts of people about plans');
    uid(table, 'deployment_uid')
      .notNullable()
      .references('uid')
      .inTable('deployments')
      .comment('The deployment');
    table.string('plan_hash', 64).notNullable().comment('The plan that was looked at');
    table.string('person', 255).notNullable().comment('Entity reference; never the requester');
    table.enum('verdict', ['approved', 'rejected']).notNullable().comment('What was decided');
    table.text('reason').nullable().comment('Why');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    table.primary(['deployment_uid', 'plan_hash', 'person']);
  });

  await knex.schema.createTable('deployment_nodes', table => {
    table.comment('How far each node of an applied plan is');
    uid(table, 'deployment_uid')
      .notNullable()
      .references('uid')
      .inTable('deployments')
      .comment('The deployment');
    table.integer('position').notNullable().comment('Place in the order of work, from 0');
    table.string('node', 512).notNullable().comment('type.class#id, or workload#<name>');
    table.string('action', 16).notNullable().comment('Action of the plan');
    table
      .string('status', 32)
      .notNullable()
      .comment('Transitions are in deployments/nodeStatus.ts');
    table.integer('attempts').notNullable().defaultTo(0).comment('How often the driver was called');
    table.text('error').nullable().comment('Sentence; never holds a secret');
    table
      .string('error_class', 16)
      .nullable()
      .comment('transient, permanent, conflict or cancelled');
    time(table, 'started_at').nullable().comment('Database time');
    time(table, 'finished_at').nullable().comment('Database time');
    table.primary(['deployment_uid', 'position']);
  });

  await knex.schema.createTable('deployment_log', table => {
    table.comment(
      'Live logs, append only; lines of one deployment are written one after the other',
    );
    uid(table, 'deployment_uid')
      .notNullable()
      .references('uid')
      .inTable('deployments')
      .comment('The deployment');
    table
      .integer('line')
      .notNullable()
      .comment('Counts up within the deployment, from 1: the cursor');
    table.string('level', 8).notNullable().comment('info, warn or error');
    table.string('phase', 8).nullable().comment('read, match, create or deploy');
    table.string('node', 512).nullable().comment('The node that it is about');
    table.text('message').notNullable().comment('Redacted of secrets');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    table.primary(['deployment_uid', 'line']);
  });

  await knex.schema.createTable('lanes', table => {
    table.comment('Who owns an environment while it is worked on; written only by takeover');
    uid(table, 'environment_uid').primary().comment('One lane per environment');
    table
      .integer('epoch')
      .notNullable()
      .defaultTo(1)
      .comment('Grows when the database was restored');
    table.integer('fence').notNullable().defaultTo(0).comment('Grows with every takeover');
    time(table, 'taken_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
  });

  await knex.schema.createTable('ledger', table => {
    table.comment(
      'What exists, or what nobody can prove absent: one row per incarnation of a node',
    );
    uid(table, 'uid').primary().comment('UUID v7');
    uid(table, 'environment_uid')
      .notNullable()
      .references('uid')
      .inTable('environments')
      .comment('The environment');
    table.string('node', 512).notNullable().comment('type.class#id, or workload#<name>');
    table.string('type', 128).notNullable().comment('Resource type');
    table.string('class', 128).notNullable().comment('Class');
    table.string('resource_id', 255).notNullable().comment('Id within the environment');
    table
      .enum('role', ['current', 'orphan', 'replaced'])
      .notNullable()
      .comment('What it is to its node');
    table.integer('incarnation').notNullable().comment('Counts the incarnations of a node from 1');
    table.string('name', 63).notNullable().comment('context.resource.name, never changes');
    table.text('catalog').notNullable().comment('JSON: false, or how it is shown in the catalog');
    table.string('definition', 128).notNullable().comment('The resource definition');
    table.integer('definition_version').notNullable().comment('Its version');
    table.string('driver', 128).notNullable().comment('Id of the driver');
    table.integer('state_version').nullable().comment('Version of the shape of the state');
    table.boolean('stateful').notNullable().comment('Holds data');
    table.boolean('refers_only').notNullable().comment('Only refers to what others own');
    table.string('request_hash', 64).notNullable().comment('Hash of the request last applied');
    table
      .text('params', 'longtext')
      .notNullable()
      .comment('JSON, as last applied; secrets are references');
    table
      .text('inputs', 'longtext')
      .notNullable()
      .comment('JSON, as last applied; secrets are references');
    table
      .text('driver_outputs', 'longtext')
      .notNullable()
      .comment('JSON: what the driver returned in clear');
    table
      .text('outputs', 'longtext')
      .notNullable()
      .comment('JSON: as the type promises; secrets are references');
    table.text('state', 'longtext').nullable().comment('Cipher text of the driver state');
    table
      .text('secret_outputs', 'longtext')
      .nullable()
      .comment('Cipher text of the secret outputs by name');
    table
      .text('generated', 'longtext')
      .nullable()
      .comment('Cipher text of the generated values by name');
    table
      .text('manifests', 'longtext')
      .nullable()
      .comment('JSON list of Kubernetes objects for the delivery');
    table
      .string('external_id', 1024)
      .nullable()
      .comment('Names the thing globally within its driver');
    table.string('presence', 16).notNullable().comment('present, absent, unknown or not-checked');
    table
      .string('readiness', 16)
      .notNullable()
      .comment('ready, progressing, degraded or not-checked');
    table
      .string('drift', 16)
      .notNullable()
      .defaultTo('not-checked')
      .comment('none, drifted or not-checked');
    table.text('deletion').notNullable().comment('JSON: the deletion policy in force');
    table
      .boolean('deletion_pending')
      .notNullable()
      .comment('A person has yet to decide about its destruction');
    table.text('depends_on').notNullable().comment('JSON list of nodes, sorted');
    table
      .text('workloads')
      .notNullable()
      .comment('JSON list of workload names that ask for it, sorted');
    table
      .boolean('settled')
      .notNullable()
      .comment('The last operation succeeded at exactly these inputs');
    table.text('evidence').nullable().comment('JSON: what shows that it is there');
    uid(table, 'last_deployment_uid').nullable().comment('The deployment that touched it last');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    time(table, 'updated_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    table.index(['environment_uid', 'node'], 'ledger_environment_index');
    table.index(['definition'], 'ledger_definition_index');
  });
  await knex.raw(
    `create unique index ledger_current_unique on ledger (environment_uid, node) where role = 'current'`,
  );
  await knex.raw(
    `create unique index ledger_external_id_unique on ledger (driver, external_id) ` +
      `where external_id is not null and not refers_only`,
  );

  await knex.schema.createTable('journal', table => {
    table.comment('Every effect that was intended, and what came of it');
    uid(table, 'uid').primary().comment('UUID v7');
    uid(table, 'deployment_uid')
      .notNullable()
      .references('uid')
      .inTable('deployments')
      .comment('The deployment');
    table.string('node', 512).notNullable().comment('The node');
    uid(table, 'ledger_uid').notNullable().comment('The incarnation; its row may be gone by now');
    table.string('operation', 16).notNullable().comment('apply or destroy');
    table
      .string('idempotency_key', 255)
      .notNullable()
      .comment('The same for every attempt at this effect');
    table
      .text('intent', 'longtext')
      .notNullable()
      .comment('Cipher text of the resolved inputs and params');
    table
      .string('intent_digest', 64)
      .notNullable()
      .comment('Keyed digest of the intent: is it the same effect?');
    table.string('outcome', 16).nullable().comment('succeeded or failed; NULL: nobody knows');
    table.text('evidence').nullable().comment('JSON: what the driver shows for it');
    table.text('error').nullable().comment('Sentence; never holds a secret');
    table.integer('epoch').notNullable().comment('Epoch of the owner');
    table.integer('fence').notNullable().comment('Fence of the owner');
    time(table, 'started_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    time(table, 'finished_at').nullable().comment('Database time');
    table.unique(['idempotency_key'], { indexName: 'journal_idempotency_key_unique' });
    table.index(['ledger_uid', 'operation'], 'journal_ledger_index');
    table.index(['deployment_uid'], 'journal_deployment_index');
  });

  await knex.schema.createTable('outbox', table => {
    table.comment(
      'What is to be told to others; written with what it is about, removed when it was told',
    );
    table.bigIncrements('id').comment('Grows in the order of commits within an environment');
    uid(table, 'environment_uid').notNullable().comment('The environment');
    table.enum('kind', ['event', 'signal']).notNullable().comment('How it is told');
    table
      .string('topic', 255)
      .notNullable()
      .comment('Topic of the event, or channel of the signal');
    table.text('payload').notNullable().comment('JSON; names and uids only');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
  });

  await knex.schema.createTable('idempotency', table => {
    table.comment('First answers to submissions, kept for 24 hours');
    table.string('principal', 255).notNullable().comment('Who submitted');
    table.string('route', 512).notNullable().comment('Method and path');
    table.string('key', 255).notNullable().comment('The Idempotency-Key header');
    table.string('body_hash', 128).notNullable().comment('Digest of the body');
    table.text('response').nullable().comment('JSON of the first answer');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    table.primary(['principal', 'route', 'key']);
    table.index(['created_at'], 'idempotency_created_at_index');
  });

  await knex.schema.createTable('leases', table => {
    table.comment('Work that one replica at a time does: the dispatcher of the outbox');
    table.string('name', 64).primary().comment('Name of the work');
    table.string('owner', 36).notNullable().comment('UUID of the replica');
    time(table, 'expires_at').notNullable().comment('Database time');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'leases',
    'idempotency',
    'outbox',
    'journal',
    'ledger',
    'lanes',
    'deployment_log',
    'deployment_nodes',
    'approvals',
    'plans',
    'deployment_workloads',
    'deployments',
    'deployment_sets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
