import { NotFoundError } from '@backstage/errors';
import type {
  DefinitionTestOutcome,
  DefinitionTestView,
  RunDefinitionTestsRequest,
  SaveManifestRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DefinitionTestSpec } from '@tutti/planner';
import type { Manifests } from '../registry/manifests/Manifests';
import type { Registry } from '../registry/Registry';
import type { DefinitionTests } from '../registry/tests/DefinitionTests';
import type { Authorization, Decision } from './Authorization';
import type { Caller } from './Caller';
import type { ImpactAccess } from './ImpactAccess';
import { routePermissions } from './routePermissions';
import { definitionRuleset, type DefinitionFacts } from './rules/definitionRules';

const KIND = 'DefinitionTest';

/** Options of {@link AuthorizedDefinitionTests.create}. */
export interface CreateAuthorizedDefinitionTestsOptions {
  tests: DefinitionTests;
  manifests: Manifests;
  registry: Pick<Registry, 'getDefinition'>;
  impactAccess: ImpactAccess;
  authorization: Authorization;
}

/**
 * Decides about every call before {@link DefinitionTests} gets it. A test keeps back changes to definitions that it fails
 * with, so writing one takes what changing the definition takes that it expects.
 */
export class AuthorizedDefinitionTests {
  readonly #options: CreateAuthorizedDefinitionTestsOptions;

  private constructor(options: CreateAuthorizedDefinitionTestsOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedDefinitionTestsOptions): AuthorizedDefinitionTests {
    return new AuthorizedDefinitionTests(options);
  }

  async list(caller: Caller): Promise<DefinitionTestView[]> {
    const { authorization, tests } = this.#options;
    await authorization.require(routePermissions.listDefinitionTests, caller);
    return tests.list();
  }

  async run(request: RunDefinitionTestsRequest, caller: Caller): Promise<DefinitionTestOutcome[]> {
    const { authorization, impactAccess, tests } = this.#options;
    await authorization.require(routePermissions.runDefinitionTests, caller);
    await impactAccess.assertReadable(request.change ?? {}, caller);
    return tests.run(request);
  }

  async save(
    name: string,
    { manifest: text }: SaveManifestRequest,
    caller: Caller,
  ): Promise<DefinitionTestView> {
    const { manifests, tests } = this.#options;
    const decision = await this.#decide(routePermissions.saveDefinitionTest, caller);
    const read = manifests.read({ kind: KIND, name, text });
    const stored = (await tests.list()).find(test => test.name === name);
    for (const test of stored ? [stored, read.spec] : [read.spec]) {
      decision.assertAllows(await this.#factsOf(test as DefinitionTestSpec));
    }
    await manifests.save({ kind: KIND, name, text }, caller.ref);
    return tests.get(name);
  }

  async remove(name: string, caller: Caller): Promise<{ name: string }> {
    const { manifests, tests } = this.#options;
    const decision = await this.#decide(routePermissions.deleteDefinitionTest, caller);
    decision.assertAllows(await this.#factsOf(await tests.get(name)));
    await manifests.remove({ kind: KIND, name }, caller.ref);
    return { name };
  }

  async #decide(
    permission: (typeof routePermissions)['saveDefinitionTest'],
    caller: Caller,
  ): Promise<Decision<DefinitionFacts>> {
    return this.#options.authorization.decide(permission, definitionRuleset, caller);
  }

  /** The owner of the definition that the test expects, and the type that it asks for. */
  async #factsOf({ name, request, expect }: DefinitionTestSpec): Promise<DefinitionFacts> {
    const { type } = request;
    if (expect.definition === undefined) {
      return { name, type };
    }
    try {
      const { owner } = await this.#options.registry.getDefinition(expect.definition);
      return { name: expect.definition, owner, type };
    } catch (error) {
      if (error instanceof NotFoundError) {
        return { name: expect.definition, type };
      }
      throw error;
    }
  }
}
