import type { AuditorService, AuthService, HttpAuthService } from '@backstage/backend-plugin-api';
import type { IRouter, Request } from 'express';
import { type Caller, callerOf } from '../authorization/Caller';
import type { OperationId, OperationTypes } from './OperationTypes';
import { audited } from './audited';
import { operations } from './operations';

type Part<TId extends OperationId, TPart extends string> =
  OperationTypes[TId] extends Record<TPart, infer TValue> ? TValue : undefined;

/** What the handler of an operation gets: parts that have been checked against the OpenAPI document. */
export interface Input<TId extends OperationId> {
  path: Part<TId, 'path'>;
  query: Part<TId, 'query'>;
  body: Part<TId, 'body'>;
  caller: Caller;
  /** A header of the request, by name. */
  header(name: string): string | undefined;
  /** Method and path, which an idempotency key belongs to. */
  route: string;
  /** Aborted when the client has gone. */
  signal: AbortSignal;
}

/** Options of {@link Routes.create}. */
export interface CreateRoutesOptions {
  router: IRouter;
  auth: AuthService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}

/**
 * Binds handlers to operations of the OpenAPI document. Every route goes through here, so every call has an
 * authenticated caller and is audited. Authorisation is the business of the services that a handler calls.
 */
export class Routes {
  readonly #options: CreateRoutesOptions;
  readonly #bound = new Set<string>();

  private constructor(options: CreateRoutesOptions) {
    this.#options = options;
  }

  static create(options: CreateRoutesOptions): Routes {
    return new Routes(options);
  }

  /** Serves an operation with a handler whose result is the body of the answer. */
  handle<TId extends OperationId>(
    id: TId,
    handler: (input: Input<TId>) => Promise<OperationTypes[TId]['answer']>,
  ): void {
    const { router, auth, httpAuth, auditor } = this.#options;
    const { method, path, status } = operations.get(id)!;
    this.#bound.add(id);
    router[method](path, async (request, response) => {
      const credentials = await httpAuth.credentials(request, { allow: ['user', 'service'] });
      const gone = new AbortController();
      response.on('close', () => gone.abort());
      const answer = await audited(
        auditor,
        { operation: id, request, meta: { ...request.params } },
        () =>
          handler({
            ...checkedParts<TId>(request),
            caller: callerOf(auth, credentials),
            signal: gone.signal,
          }),
      );
      response.status(status).json(answer);
    });
  }

  /** @throws Error when an operation of the document has no handler. */
  assertComplete(): void {
    const missing = [...operations.keys()].filter(id => !this.#bound.has(id));
    if (missing.length > 0) {
      throw new Error(`Operations of openapi.yaml without a handler: ${missing.join(', ')}.`);
    }
  }
}

/** The validator in front has checked these parts, which is what makes the types true. */
function checkedParts<TId extends OperationId>(request: Request) {
  return {
    path: request.params as Input<TId>['path'],
    query: request.query as Input<TId>['query'],
    body: request.body as Input<TId>['body'],
    header: (name: string) => request.get(name),
    route: `${request.method} ${request.path}`,
  };
}
