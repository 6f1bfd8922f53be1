import { setTimeout as sleep } from 'node:timers/promises';
import { ResponseError } from '@backstage/errors';

/** Options of {@link waitForCatalog}. */
export interface WaitForCatalogOptions {
  /** Where the backend answers, such as `http://localhost:7007`. */
  baseUrl: string;
  /** Bearer token of a principal that may read the entities. */
  token: string;
  /** Full references of the entities to wait for. */
  entityRefs: string[];
  /** How long to wait before giving up. */
  patienceMilliseconds: number;
}

/**
 * Waits until the catalog has read entities: it does so some seconds after it has started.
 *
 * @throws Error that names what is missing when the patience is over, ResponseError when the
 * catalog refuses to answer.
 */
export async function waitForCatalog(options: WaitForCatalogOptions): Promise<void> {
  const deadline = Date.now() + options.patienceMilliseconds;
  for (;;) {
    const missing = await findMissing(options);
    if (missing.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The catalog has not read ${missing.join(', ')} yet. Its log says why; the next start tries again.`,
      );
    }
    await sleep(300);
  }
}

async function findMissing(options: WaitForCatalogOptions): Promise<string[]> {
  const { baseUrl, token, entityRefs } = options;
  const response = await fetch(`${baseUrl}/api/catalog/entities/by-refs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ entityRefs, fields: ['kind'] }),
  });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const { items } = (await response.json()) as { items: (object | null)[] };
  return entityRefs.filter((_, index) => !items[index]);
}
