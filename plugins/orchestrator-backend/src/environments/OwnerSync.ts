import type {
  AuthService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { CONFIG_ROOT } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { selectApplications } from '../database/environments/selectApplications';
import { updateOwner } from '../database/environments/updateOwner';
import type { CatalogSystems } from './CatalogSystems';

/** Applications whose owners are asked for in one call to the catalog. */
const BATCH = 100;

/** Options of {@link OwnerSync.fromConfig}. */
export interface CreateOwnerSyncOptions {
  database: Knex;
  systems: CatalogSystems;
  auth: AuthService;
  scheduler: SchedulerService;
  logger: LoggerService;
}

/**
 * Copies the owners of applications from the catalog, so that conditions about owners become SQL. A change in the
 * catalog is seen here after one period of the schedule (default one minute) plus one run, which is cut off after its
 * timeout. When the catalog cannot be read, owners stay as they are; a System that is gone leaves its application
 * without an owner, so that nobody passes as one.
 */
export class OwnerSync {
  readonly #options: CreateOwnerSyncOptions;
  readonly #schedule: SchedulerServiceTaskScheduleDefinition;

  private constructor(
    options: CreateOwnerSyncOptions,
    schedule: SchedulerServiceTaskScheduleDefinition,
  ) {
    this.#options = options;
    this.#schedule = schedule;
  }

  /** Reads `platformOrchestrator.ownerSync`: a schedule; default every minute, at most 30 seconds long. */
  static fromConfig(config: Config, options: CreateOwnerSyncOptions): OwnerSync {
    const schedule = config.getOptionalConfig(`${CONFIG_ROOT}.ownerSync`);
    return new OwnerSync(
      options,
      schedule
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
        : { frequency: { minutes: 1 }, timeout: { seconds: 30 }, initialDelay: { seconds: 15 } },
    );
  }

  /** Registers the task; one replica runs it at a time. */
  async start(): Promise<void> {
    await this.#options.scheduler.scheduleTask({
      ...this.#schedule,
      id: 'owner-sync',
      fn: signal => this.run(signal),
    });
  }

  /** One run over all linked applications. */
  async run(signal?: AbortSignal): Promise<void> {
    const { auth, database, logger, systems } = this.#options;
    let afterName: string | undefined;
    do {
      const applications = await selectApplications(database, { afterName, limit: BATCH });
      afterName =
        applications.length === BATCH ? applications[applications.length - 1].name : undefined;
      const linked = applications.filter(application => application.systemRef !== undefined);
      const owners = linked.length
        ? await systems.ownersOf(
            linked.map(application => application.systemRef!),
            await auth.getOwnServiceCredentials(),
          )
        : new Map<string, string | undefined>();
      for (const { uid, name, systemRef } of linked) {
        const owner = owners.get(systemRef!);
        if (await updateOwner(database, uid, owner)) {
          logger.info(`The owner of the application "${name}" is ${owner ?? 'nobody'} now.`);
        }
      }
    } while (afterName !== undefined && !signal?.aborted);
  }
}
