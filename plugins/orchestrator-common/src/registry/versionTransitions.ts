import type { DefinitionVersion } from '@tutti/planner';

/** What a version of a definition is to matching (`model.md`, Tables). */
export type VersionStatus = DefinitionVersion['status'];

/**
 * The one transition table of versions. A default that is followed becomes `deprecated`; one that turns out to be
 * `defective` leaves its definition without a default until another version is promoted. `archived` and `defective` come
 * back as `proposed`, so that nothing returns into force without being promoted.
 */
export const VERSION_TRANSITIONS: Record<VersionStatus, readonly VersionStatus[]> = {
  proposed: ['default', 'defective', 'archived'],
  default: ['deprecated', 'defective'],
  deprecated: ['default', 'defective', 'archived'],
  defective: ['proposed', 'archived'],
  archived: ['proposed'],
};
