import { setTimeout as delay } from 'node:timers/promises';
import { isError } from '@backstage/errors';
import type { FetchApi } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { ServerFailure } from './ServerFailure';
import { expiryOf } from './Token';

/** Longer than the server takes for anything that it answers directly. */
const TIMEOUT = 120_000;

/** Pauses between attempts, in milliseconds, where the server has answered before: a restart takes some seconds. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000];

/** What a gateway answers while the server behind it is away. */
const AWAY = [502, 503, 504];

/** Options of {@link ServerFetch.create}. */
export interface CreateServerFetchOptions {
  /** Read for each call. */
  token: () => string | undefined;
  /** Says that a call is made again, and why. */
  note: (line: string) => void;
}

/**
 * Calls a server over networks as they are. What comes back is the server's own answer, whole, or a
 * {@link ServerFailure} that says in a sentence what is in the way. Calls that may be made twice, because they only read
 * or bear an idempotency key, are made again when the server goes away for a moment.
 */
export class ServerFetch implements FetchApi {
  readonly fetch: typeof fetch;
  readonly #options: CreateServerFetchOptions;
  #hasAnswered = false;

  private constructor(options: CreateServerFetchOptions) {
    this.#options = options;
    this.fetch = (input, init) => this.#fetch(new URL(String(input)), init ?? {});
  }

  static create(options: CreateServerFetchOptions): ServerFetch {
    return new ServerFetch(options);
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const isRepeatable = init.method === 'GET' || headers.has('Idempotency-Key');
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#once(url, { ...init, headers });
      } catch (error) {
        const pause = this.#pauseAfter(error, attempt);
        if (!isRepeatable || pause === undefined) {
          throw error;
        }
        this.#options.note(`${(error as Error).message} Trying again.`);
        await delay(pause, undefined, { signal: init.signal ?? undefined });
      }
    }
  }

  async #once(url: URL, init: RequestInit & { headers: Headers }): Promise<Response> {
    const token = this.#options.token();
    if (token !== undefined) {
      init.headers.set('Authorization', `Bearer ${token}`);
    }
    const timeout = AbortSignal.timeout(TIMEOUT);
    const signal = AbortSignal.any([timeout, ...(init.signal ? [init.signal] : [])]);
    let hasBegun = false;
    try {
      // Followed, a redirect would turn what is sent into a question, or give the token to somebody else.
      const response = await fetch(url, { ...init, signal, redirect: 'manual' });
      hasBegun = true;
      const answer = await response.text();
      assertOwnAnswer(url, response, answer);
      if (response.status === 401) {
        throw new ServerFailure(`${url.origin} does not know who asks. ${tokenHint(token)}`);
      }
      this.#hasAnswered = true;
      return new Response(answer || undefined, response);
    } catch (error) {
      if (error instanceof ServerFailure || init.signal?.aborted) {
        throw error;
      }
      throw failureOf(error, url, { hasBegun, isTimeout: timeout.aborted });
    }
  }

  /** Absent: it makes no sense to try again. A server that has never answered is more likely named wrongly than away. */
  #pauseAfter(error: unknown, attempt: number): number | undefined {
    if (!(error instanceof ServerFailure) || !error.isPassing) {
      return undefined;
    }
    if (this.#hasAnswered) {
      return PAUSES[attempt];
    }
    return error.isUnsent ? undefined : PAUSES.slice(0, 1)[attempt];
  }
}

/** @throws ServerFailure when it is not Tutti that answers. */
function assertOwnAnswer(url: URL, { status, headers }: Response, answer: string): void {
  if (status >= 300 && status < 400) {
    const target = headers.get('location') ?? 'nowhere';
    throw new ServerFailure(
      `${url.origin} redirects to ${target}: a sign-in page of a proxy, or Backstage has another address. Give the address ` +
        'that answers by itself as --server.',
    );
  }
  if (AWAY.includes(status)) {
    throw new ServerFailure(
      `${url.origin} answers ${status}: Backstage is not there at the moment.`,
      {
        isPassing: true,
      },
    );
  }
  if (!isJson(headers, answer)) {
    const title = /<title[^>]*>([^<]{1,200})/i.exec(answer)?.[1].trim();
    throw new ServerFailure(
      `${url.origin} answers ${status} with ${title ? `a page "${title}"` : 'something'} that is no JSON, so it is not ` +
        'Tutti that answers: is that the address of Backstage, and is Tutti installed there?',
    );
  }
}

function tokenHint(token: string | undefined): string {
  if (token === undefined) {
    return 'No token was given: put one of Backstage into the variable TUTTI_TOKEN, or its file into TUTTI_TOKEN_FILE.';
  }
  const expiry = expiryOf(token);
  return expiry && expiry.getTime() < Date.now()
    ? `The token ended at ${expiry.toISOString()}: get a new one.`
    : 'It does not take this token: is it one of this Backstage, and whole?';
}

function isJson(headers: Headers, answer: string): boolean {
  if (!/^application\/(.+\+)?json\b/.test(headers.get('content-type') ?? '')) {
    return false;
  }
  try {
    JSON.parse(answer);
    return true;
  } catch {
    return false;
  }
}

function failureOf(
  error: unknown,
  { origin }: URL,
  { hasBegun, isTimeout }: { hasBegun: boolean; isTimeout: boolean },
): ServerFailure {
  if (isTimeout) {
    return new ServerFailure(`${origin} did not answer within ${TIMEOUT / 1000} seconds.`, {
      isPassing: true,
    });
  }
  const { code, message } = causeOf(error);
  if (hasBegun || ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'].includes(code ?? '')) {
    return new ServerFailure(`${origin} hung up in the middle of an answer: ${message}.`, {
      isPassing: true,
    });
  }
  return new ServerFailure(`The server cannot be reached at ${origin}: ${message}.`, {
    isPassing: true,
    isUnsent: true,
  });
}

/** `fetch` says that it failed, and why in its cause; with several addresses of one name, in the errors of that. */
function causeOf(error: unknown): { code?: string; message: string } {
  const cause = isError(error) && isError(error.cause) ? error.cause : error;
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const { code, message } = (isError(first) ? first : {}) as { code?: string; message?: string };
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') {
    return { code, message: 'it does not speak https there' };
  }
  return { ...(code && { code }), message: message || code || String(error) };
}
