import type { Knex } from 'knex';
import { DatabaseLedger } from '../../../ledger/DatabaseLedger';
import { BEN, findEnvironment } from '../TestEngine';
import type { RevivedReplica } from './RevivedReplica';
import type { SimulatedWorld } from './SimulatedWorld';

/** Decides about active resources as a person does, who can look at the world. */
export class LedgerPerson {
  /** What has been decided to be destroyed. */
  readonly decided = new Set<string>();
  readonly #observer: Knex;
  readonly #replica: RevivedReplica;
  readonly #world: SimulatedWorld;

  private constructor(observer: Knex, replica: RevivedReplica, world: SimulatedWorld) {
    this.#observer = observer;
    this.#replica = replica;
    this.#world = world;
  }

  static create(options: {
    observer: Knex;
    replica: RevivedReplica;
    world: SimulatedWorld;
  }): LedgerPerson {
    return new LedgerPerson(options.observer, options.replica, options.world);
  }

  /** Decides that something that was left behind is destroyed. */
  async destroyOrphan(environment: string): Promise<void> {
    const orphan = await this.#observer('ledger')
      .where({ environment_uid: environment, role: 'orphan' })
      .first('uid');
    if (orphan) {
      this.decided.add(orphan.uid);
      await this.#replica.ask(() =>
        this.#ledger().decideDestruction(
          orphan.uid,
          { decision: 'destroy', reason: 'Not used.' },
          BEN,
        ),
      );
    }
  }

  /** Looks at the world and says what there is. */
  async resolveUnknown(environment: string): Promise<void> {
    const rows = await this.#observer('ledger').where({
      environment_uid: environment,
      presence: 'unknown',
    });
    for (const { uid } of rows) {
      const presence = this.#world.things.has(uid) ? 'present' : 'absent';
      await this.#ledger().resolve(uid, { presence, reason: 'Looked at it.' }, BEN);
    }
  }

  #ledger(): DatabaseLedger {
    const { database, engine } = this.#replica;
    const environments = { findByUid: (uid: string) => findEnvironment(database, uid) };
    return DatabaseLedger.create({ database, queue: engine.queue, environments });
  }
}
