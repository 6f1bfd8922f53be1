import type { Knex } from 'knex';

/** How much {@link seedFleet} writes. */
export interface FleetSize {
  /** Ten to an application. */
  environments: number;
  /** A fifth of them in the first environment, the others spread over all. */
  deployments: number;
  /** Active resources of each environment. */
  resources: number;
  /** Lines of the log of each deployment. */
  lines: number;
}

/** The size that is promised for pages and lists. */
export const PROMISED_FLEET: FleetSize = {
  environments: 1_000,
  deployments: 10_000,
  resources: 50,
  lines: 100,
};

/** The uid of the nth application, environment, deployment or resource of a fleet, from 1; uids grow with n. */
export function fleetUid(kind: 'a' | 'b' | 'd' | 'e', n: number): string {
  return `0190000${kind}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/**
 * Writes a fleet with a long history into an empty PostgreSQL, and has it analyzed. Of every environment the last
 * deployment is under way now and then; all others have ended.
 *
 * Kinds of {@link fleetUid}: `a` applications, `b` environments, `d` deployments, `e` resources and effects.
 */
export async function seedFleet(knex: Knex, size: FleetSize = PROMISED_FLEET): Promise<void> {
  const { environments, deployments, resources, lines } = size;
  const uid = (kind: string, n: string) =>
    `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))`;
  const statements = [
    `insert into applications (uid, name, labels, owner_ref, system_ref)
      select ${uid('a', 'n')}, 'application-' || n, '{}', 'group:default/team-' || n % 20, 'system:default/s-' || n
      from generate_series(1, ${Math.ceil(environments / 10)}) n`,
    `insert into deployment_sets (hash, content)
      select md5(n::text) || md5(n::text),
        '{"workloads":{' || (select string_agg('"w' || w || '":{"workload":{"text":"' || repeat(md5(n::text), 8) || '"}}', ',') from generate_series(0, 4) w) || '}}'
      from generate_series(1, ${deployments}) n`,
    `insert into environments (uid, application_uid, name, type, labels, desired_set)
      select ${uid('b', 'n')}, ${uid('a', '(n - 1) / 10 + 1')}, 'environment-' || n,
        (array['development', 'staging', 'production'])[n % 3 + 1], '{}', md5(n::text) || md5(n::text)
      from generate_series(1, ${environments}) n`,
    `insert into deployments (uid, environment_uid, number, kind, status, plan_only, workloads, removed, delta, base_set,
        set_hash, scope, requested_by, plan_hash, summary, created_at, started_at, finished_at)
      select ${uid('d', 'n')}, ${uid('b', 'e')}, row_number() over (partition by e order by n), 'deploy',
        case when last and n % 20 = 0 then 'pending' when last and n % 50 = 1 then 'awaiting-approval'
          when n % 7 = 0 then 'failed' else 'succeeded' end,
        false, '["w' || n % 5 || '"]', '[]', '{"upsert":{"w0":{"workload":{"text":"' || repeat(md5(n::text), 60) || '"}}},"remove":[]}',
        md5(n::text) || md5(n::text), md5(n::text) || md5(n::text), '[]', 'user:default/u' || n % 50,
        md5(n::text) || md5(n::text), '{"create":1}', at, at,
        case when last and (n % 20 = 0 or n % 50 = 1) then null else at + interval '1 minute' end
      from (
        select n, e, now() - (${deployments} - n) * interval '5 minutes' as at, n = max(n) over (partition by e) as last
        from (
          select n, case when n % 5 = 0 then 1 else n % ${environments} + 1 end as e
          from generate_series(1, ${deployments}) n
        ) placed
      ) timed`,
    `insert into deployment_workloads (deployment_uid, environment_uid, workload, number)
      select uid, environment_uid, 'w' || number % 5, number from deployments`,
    `insert into plans (deployment_uid, hash, fingerprint, base_set, content)
      select uid, plan_hash, plan_hash, base_set, '{"nodes":"' || repeat(plan_hash, 60) || '"}' from deployments`,
    `insert into approvals (deployment_uid, plan_hash, person, verdict)
      select uid, plan_hash, 'user:default/boss-' || p, 'approved' from deployments, generate_series(1, 2) p`,
    `insert into deployment_nodes (deployment_uid, position, node, action, status, attempts)
      select uid, p, 'cache.default#w0.r' || p, 'update', 'succeeded', 1 from deployments, generate_series(0, 9) p`,
    `insert into ledger (uid, environment_uid, node, type, class, resource_id, role, incarnation, name, catalog, definition,
        definition_version, driver, stateful, refers_only, request_hash, params, inputs, driver_outputs, outputs, external_id,
        presence, readiness, deletion, deletion_pending, depends_on, workloads, settled, last_deployment_uid)
      select ${uid('e', `(e - 1) * ${resources} + r`)}, ${uid('b', 'e')}, 'cache.default#w' || r % 5 || '.r' || r, 'cache',
        'default', 'w' || r % 5 || '.r' || r, 'current', 1, 'w-r' || r, '{}', 'definition-' || r, 1, 'static', false,
        false, md5(r::text), '{}', '{"text":"' || repeat(md5(r::text), 20) || '"}', '{}', '{}', 'x-' || e || '-' || r,
        'present', 'not-checked', '{"onRemoval":"destroy"}', false, '[]', '["w' || r % 5 || '"]', true, ${uid('d', 'e')}
      from generate_series(1, ${environments}) e, generate_series(1, ${resources}) r`,
    `insert into journal (uid, deployment_uid, node, ledger_uid, operation, idempotency_key, intent, intent_digest, outcome,
        epoch, fence, finished_at)
      select ${uid('e', `row_number() over (order by uid)`)}, uid, 'cache.default#w0.r1',
        ${uid('e', `row_number() over (order by uid)`)}, 'apply', uid || ':1', repeat(md5(uid), 10), md5(uid), 'succeeded',
        1, 1, finished_at
      from deployments where finished_at is not null`,
    `insert into deployment_log (deployment_uid, line, level, message)
      select uid, line, 'info', 'The driver says what it has done, as drivers do: ' || line
      from deployments, generate_series(1, ${lines}) line`,
    `insert into outbox (environment_uid, kind, topic, payload, set_aside_at, failing_since, error)
      select ${uid('b', `n % ${environments} + 1`)}, 'event', 't', '{}', now(), now(), 'Nobody listens.'
      from generate_series(1, ${deployments}) n`,
    `insert into idempotency (principal, route, key, body_hash)
      select 'user:default/u' || n % 50, 'POST /x', 'k' || n, md5(n::text) from generate_series(1, ${deployments}) n`,
    `insert into impact_requests (uid, change, change_hash, status, requested_by, created_at)
      select ${uid('d', 'n')}, '{}', md5(n::text), 'done', 'user:default/u', now() - n * interval '1 minute'
      from generate_series(1, ${deployments}) n`,
    `insert into reports (uid, kind, content) select uid, 'impact', '{"text":"' || repeat(change_hash, 30) || '"}' from impact_requests`,
    // Sorted and settled as after some time of running, or the planner would have to guess.
    'vacuum analyze',
  ];
  for (const statement of statements) {
    await knex.raw(statement);
  }
}
