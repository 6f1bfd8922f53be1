import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { JsonObject } from '@backstage/types';
import { type Caller, callerOf } from '../../authorization/Caller';
import type { ApiServices } from '../ApiServices';
import type { OperationId } from '../OperationTypes';
import { audited } from '../audited';
import { findInputFault } from '../findInputFault';

/** What actions are made from. */
export interface Actions {
  actionsRegistry: ActionsRegistryService;
  services: ApiServices;
  auth: AuthService;
  auditor: AuditorService;
}

/**
 * Does what an operation of the REST API does, for the caller of an action: with the same decisions, and audited as
 * the same operation with the caller in its meta, since there is no request to read it from.
 */
export async function asOperation<T>(
  actions: Actions,
  call: {
    operation: OperationId;
    credentials: BackstageCredentials;
    meta: JsonObject;
    /** What the caller sent; refused for the same faults as the body of a request. */
    input: object;
  },
  work: (caller: Caller) => Promise<T>,
): Promise<T> {
  const caller = callerOf(actions.auth, call.credentials);
  return audited(
    actions.auditor,
    { operation: call.operation, meta: { ...call.meta, caller: caller.ref } },
    async () => {
      const fault = findInputFault(call.input, 'The input');
      if (fault) {
        throw fault;
      }
      return work(caller);
    },
  );
}
