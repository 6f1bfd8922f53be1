import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

const ITERATIONS = 4096;
const KEY_LENGTH = 32;

/**
 * What PostgreSQL stores of a password (SCRAM-SHA-256, RFC 5802 and RFC 7677). Sent in place of the password, it keeps
 * the password out of the statement, and so out of the server's log.
 *
 * @param password - letters, digits and punctuation of ASCII, which SASLprep leaves as they are
 * @param saltSource - unique per role; the same source gives the same verifier, so that setting it again changes nothing
 */
export function scramVerifier(password: string, saltSource: string): string {
  const salt = createHash('sha256').update(saltSource).digest().subarray(0, 16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, KEY_LENGTH, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
