import type { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { EncryptedColumn } from './EncryptedColumns';
import type { KeyRing } from './KeyRing';
import { reencrypt } from './reencrypt';

/** Options of {@link scheduleReencryption}. */
export interface ScheduleReencryptionOptions {
  database: Knex;
  keyRing: KeyRing;
  columns: readonly EncryptedColumn[];
  logger: LoggerService;
  scheduler: SchedulerService;
}

/** Runs {@link reencrypt} at start and every hour on one replica, and logs when there was something to do. */
export async function scheduleReencryption(options: ScheduleReencryptionOptions): Promise<void> {
  const { scheduler, logger } = options;
  await scheduler.scheduleTask({
    id: 'reencrypt-secrets',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: async signal => {
      const { reencrypted, unreadable } = await reencrypt({ ...options, signal });
      if (reencrypted + unreadable > 0) {
        logger.info(
          `Encrypted ${reencrypted} secrets again with the first key; ${unreadable} could not be read.`,
        );
      }
    },
  });
}
