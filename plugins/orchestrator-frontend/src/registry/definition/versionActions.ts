import {
  VERSION_TRANSITIONS,
  type VersionStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Something that can be done with a version of a definition: the status that it gets by it. */
export interface VersionAction {
  to: VersionStatus;
  /** The button. */
  label: string;
  /** The same for screen readers, before the version's number. */
  verb: string;
  /** Why it cannot be done now. */
  obstacle?: string;
}

/** What giving a version a status is called, in the order of the buttons. */
export const VERSION_VERBS: Record<VersionStatus, string> = {
  default: 'Promote',
  proposed: 'Restore',
  deprecated: 'Deprecate',
  defective: 'Mark as defective',
  archived: 'Archive',
};
const LABELS: Record<VersionStatus, string> = {
  default: 'Promote…',
  proposed: 'Restore…',
  deprecated: 'Deprecate…',
  defective: 'Defective…',
  archived: 'Archive…',
};

/** What can be done with a version, in the order of the buttons, with the reasons for what cannot. */
export function versionActions(status: VersionStatus): VersionAction[] {
  return (Object.keys(VERSION_VERBS) as VersionStatus[]).map(to => ({
    to,
    label: LABELS[to],
    verb: VERSION_VERBS[to],
    ...(!VERSION_TRANSITIONS[status].includes(to) && { obstacle: obstacleTo(to, status) }),
  }));
}

/** Why there is no way from a status to another one, and what to do first. */
function obstacleTo(to: VersionStatus, status: VersionStatus): string {
  if (to === status) {
    return to === 'default' ? 'It is the default already.' : `It is ${status} already.`;
  }
  if (to === 'deprecated') {
    return 'Only the default can be deprecated: it leaves matching without another in its place.';
  }
  if (to === 'proposed') {
    return 'Only a version that is defective or archived can be restored.';
  }
  if (status === 'default') {
    return 'It is the default: deprecate it first, or promote another version, which does the same.';
  }
  return `It is ${status}: restore it first.`;
}
