import { escapeIdentifier, escapeLiteral } from 'pg';
import { scramVerifier } from '../connection/scramVerifier';
import type { PostgresSession } from '../connection/PostgresSession';

/** Options of {@link makeRole}. */
export interface MakeRoleOptions {
  name: string;
  password: string;
  tag: string;
  /** Makes the salt of the stored password the role's own, and the same at every attempt. */
  ledgerUid: string;
  exists: boolean;
  /** Whether the administrator has to join the role, to make a database that belongs to it. */
  needsMembership: boolean;
}

/**
 * Makes the role that owns the database, or sets its password again; with its tag, in one transaction, so that there is
 * never a role of which nobody knows whose it is.
 */
export async function makeRole(session: PostgresSession, options: MakeRoleOptions): Promise<void> {
  const { name, password, tag, ledgerUid, exists, needsMembership } = options;
  const role = escapeIdentifier(name);
  const verifier = escapeLiteral(scramVerifier(password, ledgerUid));
  await session.query({
    doing: `${exists ? 'set the password of' : 'create'} the role "${name}"`,
    text: [
      `${exists ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD ${verifier}`,
      `COMMENT ON ROLE ${role} IS ${escapeLiteral(tag)}`,
      ...(needsMembership ? [`GRANT ${role} TO CURRENT_USER`] : []),
    ].join(';\n'),
  });
}
