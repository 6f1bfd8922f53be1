import type {
  DefinitionTestOutcome,
  DefinitionTestView,
  RunDefinitionTestsRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { readManifests, runDefinitionTests, type DefinitionTestSpec } from '@tutti/planner';
import { hasErrors } from '@tutti/score';
import { InputError, NotFoundError } from '@backstage/errors';
import { findStoredType } from '../../database/registry/findStoredType';
import { listStoredTypes } from '../../database/registry/listStoredTypes';
import { ProblemsError } from '../../problems/ProblemsError';
import { findCandidate, type CandidateSources } from '../impact/findCandidate';
import type { StoredType } from '../RegistryContents';

/** Tests of definitions, run on demand; before every sync they run by themselves. */
export class DefinitionTests {
  readonly #options: CandidateSources;

  private constructor(options: CandidateSources) {
    this.#options = options;
  }

  static create(options: CandidateSources): DefinitionTests {
    return new DefinitionTests(options);
  }

  /** All tests that some source declares, by name. */
  async list(): Promise<DefinitionTestView[]> {
    const rows = await listStoredTypes(this.#options.database, 'definition_tests');
    return rows.filter(row => !row.archived).map(viewOf);
  }

  /** @throws NotFoundError when no source declares a test of this name. */
  async get(name: string): Promise<DefinitionTestView> {
    const found = await findStoredType(this.#options.database, 'definition_tests', name);
    if (!found) {
      throw new NotFoundError(`There is no DefinitionTest "${name}".`);
    }
    return viewOf(found);
  }

  /**
   * Runs tests against what is in force, or against what would be after a change: the given ones, or those that are
   * stored, with those that the change adds and takes away.
   *
   * @throws ProblemsError for what is wrong in a given test or in the change; InputError for a manifest of another kind
   *   among the tests; NotFoundError for what the change names and there is not.
   */
  async run({ manifests, change }: RunDefinitionTestsRequest): Promise<DefinitionTestOutcome[]> {
    const { registry, drivers } = this.#options;
    const given = manifests === undefined ? undefined : testsIn(manifests);
    if (change === undefined) {
      const tests = given ?? (await this.list()).map(specOf);
      return runDefinitionTests(tests, (await registry.snapshot()).registry, drivers());
    }
    const { before, after } = await findCandidate(this.#options, change);
    const tests = given ?? after.tests;
    const passed = new Map(
      runDefinitionTests(tests, before.registry, drivers()).map(each => [each.test, each.passed]),
    );
    return runDefinitionTests(tests, after.registry, drivers()).map(result => ({
      ...result,
      passedBefore: passed.get(result.test)!,
    }));
  }
}

function viewOf({ spec, source, file }: StoredType<DefinitionTestSpec>): DefinitionTestView {
  return { ...spec, source: { name: source, file } };
}

function specOf({ source: _, ...spec }: DefinitionTestView): DefinitionTestSpec {
  return spec;
}

function testsIn(text: string): DefinitionTestSpec[] {
  const { manifests, problems } = readManifests(text, { source: 'tests.yaml' });
  if (hasErrors(problems)) {
    throw new ProblemsError(problems);
  }
  return manifests.map(manifest => {
    if (manifest.kind !== 'DefinitionTest') {
      throw new InputError(`manifests: a ${manifest.kind} is no test: write DefinitionTests only.`);
    }
    return manifest.spec;
  });
}
