import { isJsonObject } from '@tutti/score';
import { readText } from '../files/readBytes';
import { UsageError } from '../program/UsageError';

/** Where a token may come from. Never from an argument: others on the machine can read those. */
export interface TokenSource {
  /** As `--token-file` names it; wins over the variables. */
  file?: string;
  /** With `TUTTI_TOKEN`, or else `TUTTI_TOKEN_FILE`. */
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * The token for the next call; absent when none is given. A file is read each time, so that a long wait goes on with a
 * token that was renewed meanwhile.
 *
 * @throws UsageError when the file cannot be read, or when what is given can be no token.
 */
export function readToken({ file, env }: TokenSource): string | undefined {
  const named = file ?? (env.TUTTI_TOKEN ? undefined : env.TUTTI_TOKEN_FILE);
  const token = (named ? readText(named) : (env.TUTTI_TOKEN ?? '')).trim();
  if (!/^[\x21-\x7e]*$/.test(token) || (named && token === '')) {
    throw new UsageError(
      `${named ? `The file ${named}` : 'The variable TUTTI_TOKEN'} must hold one token and nothing else.`,
    );
  }
  return token || undefined;
}

/** When a token of Backstage ends, as it says itself; absent for tokens that say nothing, such as static ones. */
export function expiryOf(token: string): Date | undefined {
  try {
    const [, payload] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8'));
    return isJsonObject(claims) && typeof claims.exp === 'number'
      ? new Date(claims.exp * 1000)
      : undefined;
  } catch {
    return undefined; // not a JSON Web Token
  }
}
