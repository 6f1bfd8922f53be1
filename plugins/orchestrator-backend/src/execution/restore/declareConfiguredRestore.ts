import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { declareRestored } from './declareRestored';

/**
 * Declares the restore that `platformOrchestrator.restored` names, once over all replicas and starts.
 */
export async function declareConfiguredRestore(options: {
  database: Knex;
  config: Config;
  logger: LoggerService;
}): Promise<void> {
  const { database, config, logger } = options;
  const label = config.getOptionalString('platformOrchestrator.restored');
  if (label !== undefined) {
    const reason = `The configuration says that the database was restored ("${label}").`;
    await declareRestored(database, logger, { reason, label });
  }
}
