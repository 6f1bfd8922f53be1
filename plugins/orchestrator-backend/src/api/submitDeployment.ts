import type {
  Deployment,
  SubmitDeploymentRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { canonicalHash } from '@tutti/score';
import type { Caller } from '../authorization/Caller';
import type { ApiServices } from './ApiServices';
import { readSubmission } from './score/readSubmission';

/** Options of {@link submitDeployment}. */
export interface SubmitDeploymentOptions {
  application: string;
  environment: string;
  request: SubmitDeploymentRequest;
  caller: Caller;
  /** Method and path, which the key belongs to. */
  route: string;
  /** Makes a second call with the same body give the first answer. */
  idempotencyKey?: string;
}

/**
 * Reads what is submitted and hands it in. Whether the caller may deploy there is decided before any file is read.
 *
 * @throws ProblemsError with all that is wrong in the Score files; NotFoundError; NotAllowedError; ConflictError.
 */
export async function submitDeployment(
  services: ApiServices,
  options: SubmitDeploymentOptions,
): Promise<Deployment> {
  const { application, environment, request, caller, route, idempotencyKey } = options;
  const record = await services.deployments.environmentToDeployTo(application, environment, caller);
  const delta = await readSubmission(services.scoreFiles, { application, request, caller });
  const { planOnly = false, onBusy = 'queue', comment, commit, branch, tag } = request;
  return services.deployments.submit(
    {
      environmentUid: record.uid,
      kind: 'deploy',
      delta,
      planOnly,
      onBusy,
      comment,
      commit,
      branch,
      tag,
    },
    caller,
    {
      actor: request.actor,
      ...(idempotencyKey !== undefined && {
        idempotency: { key: idempotencyKey, route, bodyHash: canonicalHash(request) },
      }),
    },
  );
}
