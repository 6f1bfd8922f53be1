import type { WebhookView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { personName } from '../../status/personName';
import { RelativeTime } from '../../status/RelativeTime';
import { StatusBadge } from '../../status/StatusBadge';
import styles from '../registry.module.css';

/** What a webhook is told of: events, and of which environments. */
export function WebhookScope(props: { webhook: WebhookView }) {
  const { events, application, environmentTypes } = props.webhook;
  const types = environmentTypes.length > 0 ? environmentTypes.join(', ') : 'every type';
  return (
    <>
      {events.map(event => (
        <span key={event} className={styles.chip}>
          {event}
        </span>
      ))}
      <span className={styles.sub}>
        {application ?? 'All applications'}, environments of {types}
      </span>
    </>
  );
}

/** Whether a webhook works, since when it does not, and why it was disabled. */
export function WebhookStatus(props: { webhook: WebhookView }) {
  const { status, statusReason, failingSince, ownerRef } = props.webhook;
  return (
    <>
      <StatusBadge status={failingSince && status === 'enabled' ? 'degraded' : status} />
      {failingSince && (
        <span className={styles.sub}>
          nothing delivered since <RelativeTime at={failingSince} />
        </span>
      )}
      {statusReason && <span className={styles.sub}>{statusReason}</span>}
      <span className={styles.sub}>made by {personName(ownerRef)}</span>
    </>
  );
}
