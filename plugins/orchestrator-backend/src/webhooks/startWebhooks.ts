import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { deleteOldDeliveries } from '../database/webhooks/deleteOldDeliveries';
import type { Environments } from '../environments/Environments';
import type { KeyRing } from '../secrets/KeyRing';
import { DatabaseWebhooks } from './DatabaseWebhooks';
import { DeliveryWorker } from './deliver/DeliveryWorker';
import { TargetGuard } from './deliver/TargetGuard';
import { WebhookCiphers } from './WebhookCiphers';
import { readWebhookSettings } from './WebhookSettings';
import { WebhookSink } from './WebhookSink';

const HOUSEKEEPING_INTERVAL = 60 * 60_000;
/** Deliveries that ended are kept for so many seconds, for people to look at them and to send them again: 14 days. */
const KEPT_SECONDS = 14 * 24 * 60 * 60;

/** What {@link startWebhooks} needs. */
export interface StartWebhooksOptions {
  config: Config;
  database: Knex;
  logger: LoggerService;
  environments: Pick<Environments, 'getApplication' | 'findByUid'>;
  keyRing: KeyRing;
}

/**
 * Makes the room of webhooks: what the API calls, where messages of the outbox go, and what sends them once started.
 *
 * @throws InputError for a configuration that cannot be used.
 */
export function startWebhooks(options: StartWebhooksOptions) {
  const { config, database, logger, environments, keyRing } = options;
  const settings = readWebhookSettings(config);
  const ciphers = WebhookCiphers.create({ keyRing });
  const guard = TargetGuard.create(settings);
  const worker = DeliveryWorker.create({ database, logger, ciphers, guard, settings });
  const common = { database, environments, settings, onDelivery: () => worker.wake() };
  let timer: NodeJS.Timeout | undefined;
  return {
    webhooks: DatabaseWebhooks.create({ ...common, ciphers, guard }),
    sink: WebhookSink.create(common),
    /** Begins to send. */
    start() {
      worker.start();
      timer = setInterval(() => {
        deleteOldDeliveries(database, KEPT_SECONDS).catch(error =>
          logger.warn('Old deliveries to webhooks could not be removed.', error),
        );
      }, HOUSEKEEPING_INTERVAL);
      timer.unref();
    },
    /** Stops; what is being sent is waited for. */
    async stop() {
      clearInterval(timer);
      await worker.stop();
    },
  };
}
