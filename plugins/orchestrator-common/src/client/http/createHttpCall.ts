import { ResponseError } from '@backstage/errors';
import { API_VERSION, PLUGIN_ID } from '../../constants';
import type { RequestOptions } from '../RequestOptions';

/** Finds the backend; Backstage's discovery API of frontend and backend both do. */
export interface DiscoveryApi {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** Calls the backend; Backstage's fetch API does, and so does an object with the global `fetch`. */
export interface FetchApi {
  fetch: typeof fetch;
}

/** What one call sends beside its path. */
export interface HttpRequest {
  /** Default: `POST` with a body, otherwise `GET`. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What is `undefined` is left out. */
  query?: Record<string, string | number | boolean | undefined>;
  /** Becomes JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * Calls a route of the API, a path below its version, and answers with the body.
 *
 * @throws ResponseError for an answer that is not a success.
 */
export type HttpCall = <T>(
  route: string,
  request: HttpRequest,
  options?: RequestOptions,
) => Promise<T>;

/** Makes the call that all methods of the client go through. */
export function createHttpCall(apis: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }): HttpCall {
  return async (route, { method, query, body, headers }, { token, signal } = {}) => {
    const baseUrl = await apis.discoveryApi.getBaseUrl(PLUGIN_ID);
    const response = await apis.fetchApi.fetch(
      `${baseUrl}/${API_VERSION}/${route}${queryString(query)}`,
      {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...headers,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal,
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  };
}

function queryString(query: HttpRequest['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
