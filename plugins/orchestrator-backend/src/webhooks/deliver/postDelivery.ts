import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { TargetGuard } from './TargetGuard';

/** An attempt to bring a body to a receiver. */
export interface PostDeliveryOptions {
  url: string;
  body: string;
  headers: Record<string, string>;
  guard: TargetGuard;
  /** Seconds until the status of the answer has to be there. */
  timeout: number;
}

/** What came of an attempt. */
export interface PostOutcome {
  /** HTTP status of the answer, where there was one. */
  responseStatus?: number;
  /** Sentence: why it failed; shows nothing of the path of the address, and nothing that the receiver wrote. */
  error?: string;
}

/**
 * Posts a body on a connection of its own. The status of the answer decides: 2xx is a success, and everything else, redirects
 * included, a failure. Nothing of the answer's body is read. The address is checked before the connection, and so are the
 * addresses that its name has at that moment.
 */
export async function postDelivery(options: PostDeliveryOptions): Promise<PostOutcome> {
  const { body, headers, guard, timeout } = options;
  try {
    const url = guard.parse(options.url);
    const status = await new Promise<number>((resolve, reject) => {
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
        url,
        {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body),
            'User-Agent': 'Tutti-Webhooks/1',
            ...headers,
          },
          agent: false,
          lookup: guard.lookup,
          signal: AbortSignal.timeout(timeout * 1_000),
        },
        response => {
          resolve(response.statusCode ?? 0);
          response.on('error', () => undefined); // it is cut off here, and that is no failure
          response.destroy();
        },
      );
      request.on('error', reject);
      request.end(body);
    });
    return status >= 200 && status < 300
      ? { responseStatus: status }
      : { responseStatus: status, error: errorOfStatus(status) };
  } catch (error) {
    return { error: errorOf(error as Error & { code?: string }, timeout) };
  }
}

function errorOfStatus(status: number): string {
  return status >= 300 && status < 400
    ? `The receiver answered with a redirect (${status}), which is not followed: enter the address that it leads to.`
    : `The receiver answered with the status ${status}.`;
}

function errorOf(error: Error & { code?: string }, timeout: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return `The receiver did not answer within ${timeout} s.`;
  }
  if (error.name === 'TargetRefusedError' || error.name === 'InputError') {
    return error.message;
  }
  return `The receiver cannot be reached: ${error.code ?? error.name}.`;
}
