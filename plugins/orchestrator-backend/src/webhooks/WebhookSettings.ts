import { type Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

/** Bounds of webhooks. */
export interface WebhookSettings {
  /** Whether addresses may be `http` as well as `https`. Default false. */
  allowHttp: boolean;
  /**
   * Networks in CIDR form that addresses may lie in although they are not public, such as `10.20.0.0/16`. Default: none.
   */
  allowedNetworks: string[];
  /** Seconds that one attempt may take, from resolving the name to the status of the answer. Default 10. */
  timeout: number;
  /** Seconds for which a delivery that failed is tried again. Default 24 hours. */
  retryFor: number;
  /** Seconds without any success after which a webhook is disabled. Default 3 days. */
  disableAfter: number;
}

/** The settings of an installation that configures nothing. */
export const DEFAULT_WEBHOOK_SETTINGS: WebhookSettings = {
  allowHttp: false,
  allowedNetworks: [],
  timeout: 10,
  retryFor: 24 * 60 * 60,
  disableAfter: 3 * 24 * 60 * 60,
};

/** Reads `platformOrchestrator.webhooks`. */
export function readWebhookSettings(config: Config): WebhookSettings {
  const webhooks = config.getOptionalConfig('platformOrchestrator.webhooks');
  const seconds = (key: 'retryFor' | 'disableAfter') =>
    webhooks?.has(key)
      ? durationToMilliseconds(readDurationFromConfig(webhooks, { key }) as HumanDuration) / 1_000
      : DEFAULT_WEBHOOK_SETTINGS[key];
  return {
    ...DEFAULT_WEBHOOK_SETTINGS,
    allowHttp: webhooks?.getOptionalBoolean('allowHttp') ?? false,
    allowedNetworks: webhooks?.getOptionalStringArray('allowedNetworks') ?? [],
    retryFor: seconds('retryFor'),
    disableAfter: seconds('disableAfter'),
  };
}
