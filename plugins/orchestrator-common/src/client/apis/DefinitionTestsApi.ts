import type { Page } from '../../api/environments';
import type {
  DefinitionTestOutcome,
  DefinitionTestView,
  ManifestView,
  RunDefinitionTestsRequest,
} from '../../api/registry';
import type { RequestOptions } from '../RequestOptions';

/** Tests of definitions. */
export interface DefinitionTestsApi {
  listDefinitionTests(options?: RequestOptions): Promise<Page<DefinitionTestView>>;
  /** Runs tests, the given ones or those that are stored, against what is in force or what a change would leave. */
  runDefinitionTests(
    request?: RunDefinitionTestsRequest,
    options?: RequestOptions,
  ): Promise<Page<DefinitionTestOutcome>>;
  /** Saves a test that people write here; one that fails is refused. `text` is YAML with one manifest. */
  saveDefinitionTest(
    name: string,
    text: string,
    options?: RequestOptions,
  ): Promise<DefinitionTestView>;
  deleteDefinitionTest(name: string, options?: RequestOptions): Promise<{ name: string }>;
  /** The manifest as YAML. */
  getDefinitionTestManifest(name: string, options?: RequestOptions): Promise<ManifestView>;
}
