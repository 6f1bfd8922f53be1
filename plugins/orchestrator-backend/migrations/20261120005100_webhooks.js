// @ts-check

/**
 * Webhooks, and what was and is to be delivered to them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('webhooks', table => {
    table.comment('Addresses that are told what happens in environments');
    table.string('uid', 36).primary().comment('UUID v7');
    table.string('name', 63).notNullable().comment('For people');
    table
      .string('application_uid', 36)
      .nullable()
      .references('uid')
      .inTable('applications')
      .comment('Only environments of this application; NULL: of all');
    table
      .text('environment_types')
      .notNullable()
      .comment('JSON list of names: only environments of these types; empty: of all');
    table.text('events').notNullable().comment('JSON list of kinds of events');
    table.text('url').notNullable().comment('Cipher text: addresses often hold a token');
    table.text('origin').notNullable().comment('Scheme, host and port of the address, in clear');
    table.text('secret').notNullable().comment('Cipher text of the key of the signatures');
    table.enum('status', ['enabled', 'disabled']).notNullable().comment('Whether it is told');
    table.text('status_reason').nullable().comment('Sentence: why it was disabled');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Failed attempts since the last one that succeeded');
    time(table, 'failing_since').nullable().comment('The first of them; database time');
    table.string('owner_ref', 255).notNullable().comment('Who made it, and is told about it');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    time(table, 'updated_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    table.index(['application_uid'], 'webhooks_application_index');
  });

  await knex.schema.createTable('deliveries', table => {
    table.comment('What is told to webhooks: one row for each event and webhook');
    table.string('uid', 36).primary().comment('UUID v7, and the id that the receiver sees');
    table
      .string('webhook_uid', 36)
      .notNullable()
      .references('uid')
      .inTable('webhooks')
      .onDelete('cascade')
      .comment('The webhook');
    table.string('environment_uid', 36).nullable().comment('The environment; NULL: a test');
    table.string('event', 64).notNullable().comment('Kind of the event');
    table
      .bigInteger('sequence')
      .nullable()
      .comment('Id of the message of the outbox: grows within the environment');
    table.text('body').notNullable().comment('JSON as it is sent');
    table
      .enum('status', ['pending', 'delivered', 'failed'])
      .notNullable()
      .comment('pending ends as one of the others; redelivering makes it pending again');
    table.integer('attempts').notNullable().defaultTo(0).comment('How often it was sent');
    table.integer('response_status').nullable().comment('Status of the last answer');
    table.text('error').nullable().comment('Sentence: why the last attempt failed');
    time(table, 'next_attempt_at').notNullable().comment('Not sent before; database time');
    time(table, 'give_up_at').notNullable().comment('Not tried again after; database time');
    time(table, 'claimed_until').nullable().comment('A replica is sending it; database time');
    time(table, 'attempted_at').nullable().comment('The last attempt; database time');
    time(table, 'created_at').notNullable().defaultTo(knex.fn.now()).comment('Database time');
    // A message of the outbox may be told twice and is delivered once.
    table.unique(['webhook_uid', 'sequence', 'event'], { indexName: 'deliveries_message_unique' });
    table.index(['webhook_uid', 'uid'], 'deliveries_webhook_index');
    table.index(['created_at'], 'deliveries_created_at_index');
  });
  await knex.raw(
    `create index deliveries_pending_index on deliveries (webhook_uid, environment_uid, sequence) where status = 'pending'`,
  );

  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  function time(table, name) {
    return table.timestamp(name, { useTz: true });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('deliveries');
  await knex.schema.dropTable('webhooks');
};
