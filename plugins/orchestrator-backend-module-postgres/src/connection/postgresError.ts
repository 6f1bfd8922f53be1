import {
  cancelledError,
  permanentError,
  transientError,
  type DriverError,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PostgresServer } from '../servers/PostgresServer';

/** SQLSTATE codes and classes of passing trouble (PostgreSQL documentation, appendix A). */
const TRANSIENT_STATES = [
  '08', // connection exceptions
  '53', // insufficient resources: too many connections, memory, disk
  '57P', // shutdown, crash, starting up, idle session ended
  '57014', // the statement took longer than its limit
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // lock not available within its limit
  '55006', // object in use: another CREATE DATABASE reads the template
  '58030', // I/O error
];

/** The user or the password is wrong, or the server's rules do not let the user in. */
const REFUSED_STATES = ['28000', '28P01'];

/** Codes of Node.js for connections that fail for now; a name that is not found may be a name server that is down. */
const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What the client library throws without a code when a connection is lost or does not come about in time. */
const LOST_CONNECTION =
  /^(Connection terminated|timeout expired|Client has encountered a connection error)/;

/**
 * Sorts an error of the client library into the closed classes of drivers. `doing` completes "could not …". Statements
 * carry no password, so the server's own words may be shown.
 */
export function postgresError(
  error: unknown,
  options: { server: PostgresServer; doing: string; signal: AbortSignal },
): DriverError {
  const { server, doing, signal } = options;
  if (signal.aborted) {
    return cancelledError(`It was cancelled before PostgreSQL ${server.title} could ${doing}.`);
  }
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (REFUSED_STATES.includes(code)) {
    return permanentError(
      `PostgreSQL ${server.title} did not let the user "${server.username}" in: check the user name and the ` +
        `password in ${server.origin}, and the server's pg_hba.conf`,
      error,
    );
  }
  if (TRANSIENT_CODES.has(code) || LOST_CONNECTION.test(message)) {
    return transientError(
      `The connection to PostgreSQL ${server.title} failed, so it could not ${doing}`,
      error,
    );
  }
  const sentence = `PostgreSQL ${server.title} could not ${doing}`;
  return TRANSIENT_STATES.some(state => code.startsWith(state))
    ? transientError(sentence, error)
    : permanentError(sentence, error);
}
