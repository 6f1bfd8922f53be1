import { InputError } from '@backstage/errors';
import {
  DEFAULT_CLASS,
  matchDefinition,
  type PlanContext,
  type RegistrySnapshot,
} from '@tutti/planner';
import type {
  ExplainRequest,
  ExplainResponse,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Caller } from '../authorization/Caller';
import type { ApiServices } from './ApiServices';

/** Stands for what a question leaves open; no name can be this, so no criterion about a name fits it. */
const ANY = '(any)';

/**
 * Which definition a request matches in an environment, existing or only thought of, and why the others do not. It
 * asks the criteria alone: what a node is kept at, its plan tells.
 *
 * @throws InputError naming a type or an environment type that does not exist; NotFoundError; NotAllowedError.
 */
export async function explainMatch(
  services: ApiServices,
  request: ExplainRequest,
  caller: Caller,
): Promise<ExplainResponse> {
  const anywhere = await services.registry.snapshotToExplain(caller);
  const context = await contextOf(services, request, anywhere, caller);
  const registry =
    request.environment === undefined
      ? anywhere
      : await services.registry.snapshotIn(context.environment, caller);
  const type = oneOf(registry.resourceTypes, request.type, 'type', 'resource type');
  return matchDefinition(
    {
      type: type.name,
      class: request.class ?? DEFAULT_CLASS,
      id: type.scope === 'environment' ? type.name : (request.id ?? ANY),
    },
    context,
    registry,
  );
}

async function contextOf(
  services: ApiServices,
  request: ExplainRequest,
  registry: RegistrySnapshot,
  caller: Caller,
): Promise<PlanContext> {
  const { application, environment, environmentType } = request;
  if ((environment === undefined) === (environmentType === undefined)) {
    throw new InputError('Give either environment, or environmentType, and not both.');
  }
  if (environment !== undefined) {
    const record = await services.environments.find(application, environment, caller);
    const { uid, name, type, labels, applicationLabels } = record;
    return {
      application: { id: application, labels: applicationLabels },
      environment: { uid, id: name, type, labels },
    };
  }
  const { labels } = await services.environments.getApplication(application, caller);
  const type = oneOf(
    registry.environmentTypes,
    environmentType!,
    'environmentType',
    'environment type',
  );
  return {
    application: { id: application, labels },
    environment: { uid: ANY, id: ANY, type: type.name, labels: {} },
  };
}

function oneOf<T extends { name: string }>(known: T[], name: string, field: string, what: string) {
  const found = known.find(candidate => candidate.name === name);
  if (!found) {
    const names = known.map(candidate => candidate.name).sort();
    throw new InputError(
      `${field}: there is no ${what} "${name}": choose one of ${names.join(', ')}.`,
    );
  }
  return found;
}
