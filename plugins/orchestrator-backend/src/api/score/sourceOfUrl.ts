import type { WorkloadSource } from '@tutti/planner';

/** How GitHub, GitLab, Bitbucket and Gitea write the branch between repository and path. */
const WITH_BRANCH =
  /^(?<repository>.+?)\/(?:-\/)?(?:tree|blob|raw|edit|src(?:\/branch)?)\/[^/]+\/(?<path>.+)$/;

/**
 * The repository and path that a workload is bound to, from the address of its file. The branch is left out: the same
 * file on another branch is the same source.
 */
export function sourceOfUrl(url: string): WorkloadSource {
  const { repository, path } = WITH_BRANCH.exec(url)?.groups ?? {};
  if (repository !== undefined && path !== undefined) {
    return { repository, path };
  }
  const end = url.lastIndexOf('/');
  return { repository: url.slice(0, end), path: url.slice(end + 1) };
}
