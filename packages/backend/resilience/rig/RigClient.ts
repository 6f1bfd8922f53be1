import { mockCredentials } from '@backstage/backend-test-utils';
import type { Replica } from './Replica';

/** What a deployment looks like to who asks for it. */
export interface SeenDeployment {
  uid: string;
  number: number;
  status: string;
  planHash?: string;
  error?: string;
}

/** An answer of the API. */
export interface Answer<T> {
  status: number;
  body: T;
}

/** A person who uses the API through whichever replica answers. */
export class RigClient {
  readonly #replicas: () => Replica[];

  private constructor(replicas: () => Replica[]) {
    this.#replicas = replicas;
  }

  static create(replicas: () => Replica[]): RigClient {
    return new RigClient(replicas);
  }

  /** Asks until somebody answers: as clients do who know their request may be sent again. */
  async persist<T>(
    method: 'GET' | 'POST',
    path: string,
    options: { body?: object; person?: string; key?: string } = {},
  ): Promise<Answer<T>> {
    const deadline = Date.now() + 120_000;
    for (let tries = 0; ; tries += 1) {
      const serving = this.#replicas().filter(replica => replica.isServing);
      const replica = serving[tries % Math.max(serving.length, 1)];
      if (replica) {
        try {
          const answer = await this.#ask<T>(replica, method, path, options);
          if (answer.status < 500) {
            return answer;
          }
        } catch (error) {
          if (Date.now() > deadline) {
            throw error;
          }
        }
      }
      if (Date.now() > deadline) {
        throw new Error(`Nobody answers ${method} ${path}.`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 300);
      });
    }
  }

  async #ask<T>(
    replica: Replica,
    method: string,
    path: string,
    { body, person = 'ana', key }: { body?: object; person?: string; key?: string },
  ): Promise<Answer<T>> {
    const response = await fetch(`${replica.url}${path}`, {
      method,
      headers: {
        authorization: mockCredentials.user.header(`user:default/${person}`),
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }
}
