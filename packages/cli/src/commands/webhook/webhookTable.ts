import type {
  DeliveryView,
  WebhookView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { TableOutput } from '../../output/writeResult';

/** Webhooks as people read them. */
export function webhookTable(webhooks: readonly WebhookView[]): TableOutput {
  return [
    {
      columns: ['UID', 'NAME', 'STATUS', 'ORIGIN', 'APPLICATION', 'TYPES', 'EVENTS', 'REASON'],
      rows: webhooks.map(each => [
        ...[each.uid, each.name, each.status, each.origin, each.application ?? '(all)'],
        ...[each.environmentTypes.join(', ') || '(all)', each.events.join(', ')],
        each.statusReason ?? (each.failingSince ? `failing since ${each.failingSince}` : '-'),
      ]),
    },
  ];
}

/** Deliveries as people read them. */
export function deliveryTable(deliveries: readonly DeliveryView[]): TableOutput {
  return [
    {
      columns: ['UID', 'EVENT', 'STATUS', 'ATTEMPTS', 'ANSWER', 'CREATED', 'NEXT ATTEMPT', 'ERROR'],
      rows: deliveries.map(each => [
        ...[each.uid, each.event, each.status, String(each.attempts)],
        each.responseStatus === undefined ? '-' : String(each.responseStatus),
        ...[each.createdAt, each.nextAttemptAt ?? '-', each.error ?? '-'],
      ]),
    },
  ];
}
