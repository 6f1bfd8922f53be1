// @ts-check

/**
 * The closed unions of deployments, their nodes, the journal and the ledger, held by the database as those of every other
 * table are. SQLite adds no constraint to a table that exists, so triggers do it there; whoever rebuilds one of these
 * tables there makes them again.
 */
const UNIONS = {
  deployments: {
    status: [
      ...['pending', 'planning', 'awaiting-approval', 'applying', 'verifying'],
      ...['planned', 'succeeded', 'failed', 'needs-attention'],
      ...['rejected', 'cancelled', 'superseded'],
    ],
    kind: [
      ...['deploy', 'destroy', 'rollback', 'promote', 'clone', 'refresh', 'rollout'],
      'drift-repair',
    ],
  },
  deployment_nodes: {
    status: ['pending', 'running', 'succeeded', 'failed', 'skipped', 'needs-attention'],
    action: [
      ...['create', 'update', 'replace', 'move', 'adopt', 'unchanged'],
      ...['retain', 'destroy', 'blocked'],
    ],
    error_class: ['transient', 'permanent', 'conflict', 'cancelled'],
  },
  journal: {
    operation: ['apply', 'adopt', 'destroy'],
    outcome: ['succeeded', 'failed', 'overtaken'],
  },
  ledger: {
    presence: ['present', 'absent', 'unknown', 'not-checked'],
    readiness: ['ready', 'progressing', 'degraded', 'not-checked'],
    drift: ['none', 'drifted', 'not-checked'],
  },
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const { table, column, values, name } of unions()) {
    const list = values.map(value => `'${value}'`).join(', ');
    if (isPostgres(knex)) {
      await knex.raw(`alter table ${table} add constraint ${name} check (${column} in (${list}))`);
    } else {
      for (const event of ['insert', `update of ${column}`]) {
        await knex.raw(
          `create trigger ${triggerOf(name, event)} before ${event} on ${table} ` +
            `when new.${column} not in (${list}) ` +
            `begin select raise(abort, 'CHECK constraint failed: ${name}'); end`,
        );
      }
    }
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const { table, column, name } of unions()) {
    if (isPostgres(knex)) {
      await knex.raw(`alter table ${table} drop constraint ${name}`);
    } else {
      for (const event of ['insert', `update of ${column}`]) {
        await knex.raw(`drop trigger ${triggerOf(name, event)}`);
      }
    }
  }
};

function unions() {
  return Object.entries(UNIONS).flatMap(([table, columns]) =>
    Object.entries(columns).map(([column, values]) => ({
      ...{ table, column, values },
      name: `${table}_${column}_closed`,
    })),
  );
}

/**
 * @param {string} name
 * @param {string} event
 */
function triggerOf(name, event) {
  return `${name}_${event.split(' ')[0]}`;
}

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}
