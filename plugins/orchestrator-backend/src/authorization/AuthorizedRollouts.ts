import { NotAllowedError } from '@backstage/errors';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  definitionPermissions,
  environmentPermissions,
  type ChangeRolloutRequest,
  type Page,
  type PageOptions,
  type ResumeRolloutRequest,
  type RolloutEnvironmentsFilter,
  type RolloutEnvironmentView,
  type RolloutStatus,
  type RolloutView,
  type StartRolloutRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environments } from '../environments/Environments';
import { rolloutNotFound } from '../registry/rollouts/rolloutNotFound';
import type { Rollouts } from '../registry/rollouts/Rollouts';
import type { DefinitionVersions } from '../registry/versions/DefinitionVersions';
import type { Authorization } from './Authorization';
import type { AuthorizedVersions } from './AuthorizedVersions';
import type { Caller } from './Caller';
import { DefinitionAccess } from './DefinitionAccess';
import { factsOfVersions } from './factsOfVersions';
import type { ImpactAccess } from './ImpactAccess';
import { routePermissions } from './routePermissions';
import { definitionRuleset } from './rules/definitionRules';
import { environmentRuleset } from './rules/environmentRules';

/** Options of {@link AuthorizedRollouts.create}. */
export interface CreateAuthorizedRolloutsOptions {
  rollouts: Rollouts;
  versions: DefinitionVersions;
  /** Finds the versions that a caller may see. */
  visible: AuthorizedVersions;
  environments: Pick<Environments, 'records' | 'recordsByRef'>;
  impactAccess: ImpactAccess;
  authorization: Authorization;
}

/**
 * Decides about every call before {@link Rollouts} gets it, by the definition: who may roll it out may do so in every
 * environment, also where they may deploy nothing else. What is shown is cut to the environments that the caller may see.
 */
export class AuthorizedRollouts {
  readonly #options: CreateAuthorizedRolloutsOptions;

  private constructor(options: CreateAuthorizedRolloutsOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedRolloutsOptions): AuthorizedRollouts {
    return new AuthorizedRollouts(options);
  }

  async list(
    definition: string,
    filter: { status?: RolloutStatus } & PageOptions,
    caller: Caller,
  ): Promise<Page<RolloutView>> {
    const { rollouts, visible } = this.#options;
    await visible.list(definition, caller);
    const { items, nextCursor } = await rollouts.list(definition, filter);
    const shown: RolloutView[] = [];
    for (const item of items) {
      shown.push(await this.#shown(item, caller));
    }
    return { items: shown, nextCursor };
  }

  async get(uid: string, caller: Caller): Promise<RolloutView> {
    return this.#shown(await this.#readable(routePermissions.getRollout, uid, caller), caller);
  }

  async listEnvironments(
    uid: string,
    filter: RolloutEnvironmentsFilter & PageOptions,
    caller: Caller,
  ): Promise<Page<RolloutEnvironmentView>> {
    const { environments, rollouts } = this.#options;
    await this.#readable(routePermissions.listRolloutEnvironments, uid, caller);
    const sight = await this.#sight(caller);
    if (sight === 'all') {
      return rollouts.environments(uid, filter);
    }
    const records =
      sight === 'none' ? [] : await environments.records({ visible: sight, detached: true });
    const environmentUids = records.map(record => record.uid);
    return rollouts.environments(uid, { ...filter, environmentUids });
  }

  /** The version itself is decided about too, so that nobody gives a definition away by rolling one out. */
  async start(
    definition: string,
    request: StartRolloutRequest,
    caller: Caller,
  ): Promise<RolloutView> {
    const { impactAccess, rollouts, versions } = this.#options;
    const permission = routePermissions.startRollout;
    const decision = await DefinitionAccess.create(this.#options).decideChange(permission, caller);
    const known = await versions.list(definition);
    decision.assertAllows(factsOfVersions(known));
    for (const { spec } of known.filter(each => each.version === request.version)) {
      decision.assertAllows(spec);
    }
    const { confirmImpact } = request;
    const start = () => rollouts.start(definition, request, caller.ref);
    return this.#shown(await impactAccess.guarded(start, { confirmImpact, caller }), caller);
  }

  async pause(uid: string, request: ChangeRolloutRequest, caller: Caller): Promise<RolloutView> {
    await this.#assertMay(routePermissions.pauseRollout, uid, caller);
    return this.#shown(await this.#options.rollouts.pause(uid, request, caller.ref), caller);
  }

  async resume(uid: string, request: ResumeRolloutRequest, caller: Caller): Promise<RolloutView> {
    const { impactAccess, rollouts } = this.#options;
    await this.#assertMay(routePermissions.resumeRollout, uid, caller);
    const { confirmImpact } = request;
    const resume = () => rollouts.resume(uid, request, caller.ref);
    return this.#shown(await impactAccess.guarded(resume, { confirmImpact, caller }), caller);
  }

  async stop(uid: string, request: ChangeRolloutRequest, caller: Caller): Promise<RolloutView> {
    await this.#assertMay(routePermissions.stopRollout, uid, caller);
    return this.#shown(await this.#options.rollouts.stop(uid, request, caller.ref), caller);
  }

  /** @throws NotFoundError for a rollout that is hidden, as for one that there is not; NotAllowedError. */
  async #assertMay(permission: ResourcePermission, uid: string, caller: Caller): Promise<void> {
    const { authorization, rollouts, versions } = this.#options;
    const decision = await authorization.decide(permission, definitionRuleset, caller);
    const read = definitionPermissions.read;
    const sees = await authorization.sees(read, definitionRuleset, caller);
    const facts = factsOfVersions(await versions.list((await rollouts.get(uid)).definition));
    if (!decision.allows(facts) && !sees(facts)) {
      throw rolloutNotFound(uid);
    }
    decision.assertAllows(facts);
  }

  /** @throws NotFoundError for a rollout of a definition that the caller may not read; NotAllowedError. */
  async #readable(
    permission: ResourcePermission,
    uid: string,
    caller: Caller,
  ): Promise<RolloutView> {
    const { authorization, rollouts, versions } = this.#options;
    const decision = await authorization.decide(permission, definitionRuleset, caller);
    const rollout = await rollouts.get(uid);
    if (!decision.allows(factsOfVersions(await versions.list(rollout.definition)))) {
      throw rolloutNotFound(uid);
    }
    return rollout;
  }

  /** Which environments the caller may see. */
  async #sight(caller: Caller) {
    const permission = environmentPermissions.read;
    try {
      const decision = await this.#options.authorization.decide(
        permission,
        environmentRuleset,
        caller,
      );
      return decision.visible ?? ('all' as const);
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return 'none' as const;
      }
      throw error;
    }
  }

  /** A rollout, whose reason may name an environment. */
  async #shown(rollout: RolloutView, caller: Caller): Promise<RolloutView> {
    const { authorization, environments, rollouts } = this.#options;
    const { changed } = rollout;
    if (changed?.deploymentUid === undefined) {
      return rollout;
    }
    const permission = environmentPermissions.read;
    const sees = await authorization.sees(permission, environmentRuleset, caller);
    const uid = await rollouts.environmentOf(changed.deploymentUid);
    const [record] = uid === undefined ? [] : await environments.recordsByRef([uid]);
    if (record && sees(record)) {
      return rollout;
    }
    const { deploymentUid: _, ...rest } = changed;
    const reason = 'A deployment into an environment that you may not see did not succeed.';
    return { ...rollout, changed: { ...rest, reason } };
  }
}
