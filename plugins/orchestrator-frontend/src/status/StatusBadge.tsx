import type {
  DeliveryView,
  DeploymentStatus,
  ManifestSourceView,
  NodeStatus,
  RolloutStatus,
  WebhookView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DefinitionVersion, Presence, Readiness } from '@tutti/planner';
import styles from './status.module.css';

type Tone = 'good' | 'bad' | 'waiting' | 'busy' | 'new' | 'plain';

const TONES: Record<
  | DeploymentStatus
  | NodeStatus
  | Presence
  | Readiness
  | DefinitionVersion['status']
  | ManifestSourceView['status']
  | RolloutStatus
  | WebhookView['status']
  | DeliveryView['status'],
  Tone
> = {
  pending: 'plain',
  planning: 'busy',
  'awaiting-approval': 'waiting',
  applying: 'busy',
  verifying: 'busy',
  planned: 'good',
  succeeded: 'good',
  failed: 'bad',
  'needs-attention': 'waiting',
  rejected: 'bad',
  cancelled: 'plain',
  superseded: 'plain',
  running: 'busy',
  skipped: 'plain',
  present: 'good',
  absent: 'plain',
  unknown: 'waiting',
  'not-checked': 'plain',
  ready: 'good',
  progressing: 'busy',
  degraded: 'bad',
  ok: 'good',
  paused: 'waiting',
  stopped: 'plain',
  default: 'good',
  proposed: 'new',
  deprecated: 'plain',
  defective: 'bad',
  archived: 'plain',
  enabled: 'good',
  disabled: 'plain',
  delivered: 'good',
};

/** Words for people where the status's own name is not enough. */
const WORDS: Partial<Record<keyof typeof TONES, string>> = {
  'awaiting-approval': 'awaiting approval',
  'needs-attention': 'needs attention',
  'not-checked': 'not checked',
};

/** A status as a coloured dot and its word; the word alone says it all, so colour is never needed. */
export function StatusBadge(props: { status: keyof typeof TONES }) {
  const { status } = props;
  return (
    <span className={`${styles.status} ${styles[TONES[status]] ?? ''}`}>
      <span className={styles.dot} aria-hidden />
      {WORDS[status] ?? status}
    </span>
  );
}
