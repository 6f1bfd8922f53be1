import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { TaskKind } from './TaskKind';
import type { Bell, BellHandler } from './WorkQueue';

/** Options of {@link BellRouter.create}. */
export interface CreateBellRouterOptions<TLane> {
  lanes: BellHandler<TLane>;
  tasks: readonly TaskKind[];
  logger: LoggerService;
}

/** Brings the bells of lanes to their worker, and those of tasks to their kind. */
export class BellRouter<TLane> implements BellHandler<TLane | undefined> {
  readonly #options: CreateBellRouterOptions<TLane>;

  private constructor(options: CreateBellRouterOptions<TLane>) {
    this.#options = options;
  }

  static create<TLane>(options: CreateBellRouterOptions<TLane>): BellRouter<TLane> {
    return new BellRouter(options);
  }

  async take(transaction: Knex.Transaction, bell: Bell): Promise<TLane | undefined> {
    return bell.kind === 'lane' ? this.#options.lanes.take(transaction, bell) : undefined;
  }

  async work(bell: Bell, taken: TLane | undefined, signal: AbortSignal): Promise<'more' | void> {
    const { lanes, tasks, logger } = this.#options;
    if (bell.kind === 'lane') {
      return lanes.work(bell, taken as TLane, signal);
    }
    const [kind, uid] = bell.key.split(':');
    const task = tasks.find(each => each.kind === kind);
    if (!task || uid === undefined) {
      logger.warn(`Nobody knows the task ${bell.key}; its bell is ignored.`);
      return undefined;
    }
    await task.run(uid, signal);
    return undefined;
  }
}
