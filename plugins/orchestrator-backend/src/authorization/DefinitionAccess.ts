import type { ResourcePermission } from '@backstage/plugin-permission-common';
import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { definitionNotFound } from '../registry/definitionNotFound';
import type { Authorization, Decision } from './Authorization';
import type { Caller } from './Caller';
import { definitionRuleset, type DefinitionFacts } from './rules/definitionRules';

/**
 * Decides about changes to definitions. One that the caller may neither change nor read is as if it were not there, so
 * that nobody learns what exists by trying to change it.
 */
export class DefinitionAccess {
  readonly #authorization: Authorization;

  private constructor(authorization: Authorization) {
    this.#authorization = authorization;
  }

  static create(options: { authorization: Authorization }): DefinitionAccess {
    return new DefinitionAccess(options.authorization);
  }

  /**
   * @returns what decides about each definition; its `assertAllows` throws NotFoundError for one that is hidden, and
   *   NotAllowedError for one that the caller may read and not change
   * @throws NotAllowedError when the answer does not depend on the definition and is no.
   */
  async decideChange(
    permission: ResourcePermission,
    caller: Caller,
  ): Promise<Decision<DefinitionFacts>> {
    const decision = await this.#authorization.decide(permission, definitionRuleset, caller);
    const sees = await this.#authorization.sees(
      definitionPermissions.read,
      definitionRuleset,
      caller,
    );
    return {
      ...decision,
      assertAllows(definition) {
        if (!decision.allows(definition) && !sees(definition)) {
          throw definitionNotFound(definition.name);
        }
        decision.assertAllows(definition);
      },
    };
  }

  /** @throws NotFoundError for definitions that the caller may not read; NotAllowedError when they may read none. */
  async assertReadable(definitions: DefinitionFacts[], caller: Caller): Promise<void> {
    const permission = definitionPermissions.read;
    const decision = await this.#authorization.decide(permission, definitionRuleset, caller);
    const hidden = definitions.find(each => !decision.allows(each));
    if (hidden) {
      throw definitionNotFound(hidden.name);
    }
  }
}
