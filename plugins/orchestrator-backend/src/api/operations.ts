import type { OperationId } from './OperationTypes';
import { spec } from './generated/router';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** An HTTP method in the form in which express names it. */
export type Method = (typeof METHODS)[number];

/** Where an operation of the OpenAPI document is served. */
export interface Operation {
  id: OperationId;
  method: Method;
  /** In the form of express: `/v1/deployments/:uid`. */
  path: string;
  /** The noun that it belongs to: the first tag. */
  tag: string;
  /** Status of a success. */
  status: number;
}

interface DocumentedOperation {
  operationId: string;
  tags: readonly string[];
  responses: Record<string, unknown>;
}

/** All operations of the OpenAPI document by id. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries<Record<string, unknown>>(spec.paths).flatMap(([path, item]) =>
    METHODS.filter(method => method in item).map(method => {
      const documented = item[method] as DocumentedOperation;
      const operation: Operation = {
        id: documented.operationId as OperationId,
        method,
        path: path.replace(/\{(\w+)\}/g, ':$1'),
        tag: documented.tags[0],
        status: Number(Object.keys(documented.responses).find(code => /^2\d\d$/.test(code))),
      };
      return [operation.id, operation] as const;
    }),
  ),
);
