import type {
  DefinitionTestView,
  RunDefinitionTestsRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  readManifests,
  runDefinitionTests,
  type DefinitionTestResult,
  type DefinitionTestSpec,
  type DriverDescriptor,
} from '@tutti/planner';
import { hasErrors } from '@tutti/score';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { listStoredTypes } from '../../database/registry/listStoredTypes';
import { ProblemsError } from '../../problems/ProblemsError';
import type { Registry } from '../Registry';

/** What {@link DefinitionTests} works with. */
export interface DefinitionTestsOptions {
  database: Knex;
  registry: Pick<Registry, 'snapshot'>;
  drivers: () => DriverDescriptor[];
}

/** Tests of definitions, run on demand; before every sync they run by themselves. */
export class DefinitionTests {
  readonly #options: DefinitionTestsOptions;

  private constructor(options: DefinitionTestsOptions) {
    this.#options = options;
  }

  static create(options: DefinitionTestsOptions): DefinitionTests {
    return new DefinitionTests(options);
  }

  /** All tests that some source declares, by name. */
  async list(): Promise<DefinitionTestView[]> {
    const rows = await listStoredTypes(this.#options.database, 'definition_tests');
    return rows
      .filter(row => !row.archived)
      .map(({ spec, source, file }) => ({ ...spec, source: { name: source, file } }));
  }

  /**
   * Runs tests against what is in force: the given ones, or those that are stored.
   *
   * @throws ProblemsError for what is wrong in a given test; InputError for a manifest of another kind.
   */
  async run(request: RunDefinitionTestsRequest): Promise<DefinitionTestResult[]> {
    const { registry, drivers } = this.#options;
    const tests = request.manifests === undefined ? await this.list() : testsIn(request.manifests);
    return runDefinitionTests(tests, (await registry.snapshot()).registry, drivers());
  }
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
