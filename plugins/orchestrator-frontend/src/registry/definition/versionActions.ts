import type {
  ChangeVersionStatusRequest,
  DefinitionVersionView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

type Status = DefinitionVersionView['status'];

/**
 * Something that can be done with a version of a definition. Deprecating a default without another in its place takes a
 * confirmed impact report, which only the command line asks for.
 */
export interface VersionAction {
  id: 'promote' | Exclude<ChangeVersionStatusRequest['status'], 'deprecated'>;
  /** The button. */
  label: string;
  /** The same for screen readers, before the version's number. */
  verb: string;
  /** Why it cannot be done now. */
  obstacle?: string;
}

/** The statuses from which each status can be reached (`model.md`, Statuses); the server has the last word. */
const FROM: Record<VersionAction['id'], readonly Status[]> = {
  promote: ['proposed', 'deprecated'],
  proposed: ['defective', 'archived'],
  defective: ['proposed', 'default', 'deprecated'],
  archived: ['proposed', 'deprecated', 'defective'],
};
const VERBS: Record<VersionAction['id'], string> = {
  promote: 'Promote',
  proposed: 'Restore',
  defective: 'Mark as defective',
  archived: 'Archive',
};
const LABELS: Record<VersionAction['id'], string> = {
  promote: 'Promote…',
  proposed: 'Restore…',
  defective: 'Defective…',
  archived: 'Archive…',
};

/** What can be done with a version, in the order of the buttons, with the reasons for what cannot. */
export function versionActions(status: Status): VersionAction[] {
  return (Object.keys(FROM) as VersionAction['id'][]).map(id => ({
    id,
    label: LABELS[id],
    verb: VERBS[id],
    ...(!FROM[id].includes(status) && { obstacle: obstacleOf(id, status) }),
  }));
}

function obstacleOf(id: VersionAction['id'], status: Status): string {
  if (id === 'promote') {
    return status === 'default'
      ? 'It is the default already.'
      : `It is ${status}: restore it first.`;
  }
  if (id === 'archived' && status === 'default') {
    return 'It is the default: promote another version first, which makes this one deprecated.';
  }
  return id === status
    ? `It is ${status} already.`
    : 'Only a version that is defective or archived can be restored.';
}
