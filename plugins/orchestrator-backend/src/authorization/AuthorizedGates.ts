import type {
  Environment,
  PauseEnvironmentRequest,
  ReleaseHoldsRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Gates } from '../deployments/gates/Gates';
import type { Environments } from '../environments/Environments';
import type { Caller } from './Caller';
import type { EnvironmentAccess } from './EnvironmentAccess';
import { routePermissions } from './routePermissions';

/** Options of {@link AuthorizedGates.create}. */
export interface CreateAuthorizedGatesOptions {
  gates: Gates;
  environments: Pick<Environments, 'getEnvironment'>;
  access: EnvironmentAccess;
}

/** Where a call is about. */
interface Place {
  application: string;
  environment: string;
}

/** Decides about every call before {@link Gates} gets it, and answers with the environment as it is afterwards. */
export class AuthorizedGates {
  readonly #options: CreateAuthorizedGatesOptions;

  private constructor(options: CreateAuthorizedGatesOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedGatesOptions): AuthorizedGates {
    return new AuthorizedGates(options);
  }

  async pause(
    place: Place,
    { reason, refuse = false }: PauseEnvironmentRequest,
    caller: Caller,
  ): Promise<Environment> {
    const uid = await this.#find('pauseEnvironment', place, caller);
    await this.#options.gates.pause(uid, { reason, refuse }, { ref: caller.ref });
    return this.#show(place);
  }

  async resume(place: Place, caller: Caller): Promise<Environment> {
    await this.#options.gates.resume(await this.#find('resumeEnvironment', place, caller));
    return this.#show(place);
  }

  async release(
    place: Place,
    { deployment }: ReleaseHoldsRequest,
    caller: Caller,
  ): Promise<Environment> {
    const uid = await this.#find('releaseHolds', place, caller);
    await this.#options.gates.release(uid, deployment);
    return this.#show(place);
  }

  async #find(
    operation: 'pauseEnvironment' | 'resumeEnvironment' | 'releaseHolds',
    { application, environment }: Place,
    caller: Caller,
  ): Promise<string> {
    const { access } = this.#options;
    const needed = routePermissions[operation];
    return (await access.find(needed, application, environment, caller)).uid;
  }

  #show({ application, environment }: Place): Promise<Environment> {
    return this.#options.environments.getEnvironment(application, environment);
  }
}
