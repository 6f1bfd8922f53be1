import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { findCancelRequest } from '../../database/deployments/findCancelRequest';
import { CancelRequestedError } from '../CancelRequestedError';

/** What {@link watchCancel} needs. */
export interface CancelWatchOptions {
  database: Knex;
  logger: LoggerService;
  deploymentUid: string;
  /** Milliseconds between two looks. */
  interval: number;
  abort: AbortController;
}

/**
 * Looks every so often whether somebody asked a deployment to stop, on whatever replica they did, and then aborts.
 *
 * @returns stops looking.
 */
export function watchCancel(options: CancelWatchOptions): () => void {
  const { database, logger, deploymentUid, interval, abort } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async () => {
    try {
      const requestedBy = await findCancelRequest(database, deploymentUid);
      if (requestedBy !== undefined && !stopped) {
        abort.abort(new CancelRequestedError(requestedBy));
        return;
      }
    } catch (error) {
      logger.warn('It is not known whether a deployment shall be cancelled.', error as Error);
    }
    if (!stopped) {
      timer = setTimeout(look, interval);
      timer.unref();
    }
  };
  timer = setTimeout(look, interval);
  timer.unref();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
