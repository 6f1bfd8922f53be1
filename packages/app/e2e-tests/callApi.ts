import type { Page } from '@playwright/test';

const API = '/api/platform-orchestrator/v1';

/**
 * Calls the REST API as one of the sample's people, to set up what a test looks at.
 *
 * @param route - below the API's version, such as `definitions`
 * @param body - absent: it is a GET
 * @param method - of a call with a body; default `POST`
 * @throws Error with the answer when it is no success.
 */
export async function callApi<T>(
  page: Page,
  user: 'ana' | 'ben' | 'pia',
  route: string,
  body?: unknown,
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> {
  const session = await page.request.get('/api/auth/development/refresh', {
    headers: {
      'X-Requested-With': 'XMLHttpRequest',
      'X-Tutti-Development-User': `user:default/${user}`,
    },
  });
  const { token } = (await session.json()).backstageIdentity;
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await (body === undefined
    ? page.request.get(`${API}/${route}`, { headers })
    : page.request.fetch(`${API}/${route}`, { method, headers, data: body as object }));
  if (!answer.ok()) {
    throw new Error(`${route}: ${answer.status()} ${await answer.text()}`);
  }
  return answer.json();
}
