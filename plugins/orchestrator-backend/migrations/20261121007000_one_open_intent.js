// @ts-check

/**
 * Of one incarnation at most one effect has an unknown outcome. Once something else is begun with it, the key of what was
 * begun before must not be used again: whoever knows that key would take the next attempt for one that it has answered.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `update journal set outcome = 'overtaken', finished_at = current_timestamp where outcome is null and exists (` +
      `select 1 from journal as later where later.ledger_uid = journal.ledger_uid and later.uid > journal.uid)`,
  );
  await knex.raw('drop index journal_open_index');
  await knex.raw(
    'create unique index journal_open_index on journal (ledger_uid) where outcome is null',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop index journal_open_index');
  await knex.raw('create index journal_open_index on journal (ledger_uid) where outcome is null');
};
