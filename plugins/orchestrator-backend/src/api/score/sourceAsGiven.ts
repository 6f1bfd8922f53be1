import type { WorkloadSource } from '@tutti/planner';

/** A user or token in front of the host, which clones carry and which no set may hold. */
const USER_INFORMATION = /^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i;

/**
 * The source that a submission names, written as `sourceOfUrl` writes it, so that the same file is the same source
 * whether a pipeline submits its text or a page submits its Component.
 */
export function sourceAsGiven(source: WorkloadSource): WorkloadSource {
  return {
    repository: source.repository
      .replace(USER_INFORMATION, '$1')
      .replace(/\/+$/, '')
      .replace(/\.git$/, ''),
    path: source.path.replace(/^(\.?\/)+/, ''),
  };
}
