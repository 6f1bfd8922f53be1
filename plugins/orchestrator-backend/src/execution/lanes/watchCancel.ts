import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { findCancelRequest } from '../../database/deployments/findCancelRequest';
import { CancelRequestedError } from '../CancelRequestedError';
import type { CancelBell } from './CancelBell';

/** What {@link watchCancel} needs. */
export interface CancelWatchOptions {
  database: Knex;
  logger: LoggerService;
  bell: CancelBell;
  deploymentUid: string;
  /** Milliseconds between two looks. */
  interval: number;
  abort: AbortController;
}

/**
 * Looks every so often, and whenever the bell rings, whether somebody asked a deployment to stop, on whatever replica they
 * did, and then aborts.
 *
 * @returns stops looking.
 */
export function watchCancel(options: CancelWatchOptions): () => void {
  const { database, logger, bell, deploymentUid, interval, abort } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let isLooking = false;
  let isRung = false;
  function lookSoon(delay: number): void {
    clearTimeout(timer);
    timer = setTimeout(look, delay);
    timer.unref();
  }
  async function look(): Promise<void> {
    isLooking = true;
    isRung = false;
    try {
      const requestedBy = await findCancelRequest(database, deploymentUid);
      if (requestedBy !== undefined && !stopped) {
        abort.abort(new CancelRequestedError(requestedBy));
        return;
      }
    } catch (error) {
      logger.warn('It is not known whether a deployment shall be cancelled.', error as Error);
    } finally {
      isLooking = false;
    }
    if (!stopped) {
      lookSoon(isRung ? 0 : interval);
    }
  }
  const takeOff = bell.add(() => {
    isRung = true; // asked for while a look was under way, which may have come too early
    if (!isLooking && !stopped) {
      lookSoon(0);
    }
  });
  lookSoon(interval);
  return () => {
    stopped = true;
    takeOff();
    clearTimeout(timer);
  };
}
