import type { DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';

const TAG = /\(tutti\.dev\/resource: ([^)\s]+)\)/;

/**
 * The comment that says to whom a database or a role belongs: words for people, and the ledger uid by which the driver
 * knows its own.
 */
export function resourceTag(
  context: Pick<DriverContext, 'application' | 'environment' | 'node' | 'ledgerUid'>,
): string {
  const { application, environment, node, ledgerUid } = context;
  return `${node} of ${application.id}/${environment.id} (tutti.dev/resource: ${ledgerUid})`;
}

/** The ledger uid in a comment; `undefined` when the comment is somebody else's, or there is none. */
export function taggedUid(comment: string | undefined): string | undefined {
  return comment === undefined ? undefined : TAG.exec(comment)?.[1];
}
