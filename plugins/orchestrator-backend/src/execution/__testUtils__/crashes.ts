import type { Knex } from 'knex';

/** A hook that stops at one node for ever, or until it is let go, like a process that is killed or frozen there. */
export function freezeAt(node: string) {
  let letGo = () => {};
  let reached = () => {};
  const frozen = new Promise<void>(resolve => {
    reached = resolve;
  });
  const gate = new Promise<void>(resolve => {
    letGo = resolve;
  });
  let used = false;
  return {
    frozen,
    letGo: () => letGo(),
    hook: async (ctx: { node: string }) => {
      if (ctx.node === node && !used) {
        used = true;
        reached();
        await gate;
      }
    },
  };
}

/** Lets another worker take over: a dead worker's bell ages on PostgreSQL; in one process the next start rings. */
export async function ageBells(database: Knex, stop: () => boolean): Promise<void> {
  while (database.client.config.client === 'pg' && !stop()) {
    await database.raw(
      `update "platform_orchestrator_queue".job set heartbeat_on = now() - interval '1 hour' ` +
        `where name = 'bells' and state = 'active' and retry_count = 0`,
    );
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
