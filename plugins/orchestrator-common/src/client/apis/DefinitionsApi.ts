import type { Page } from '../../api/environments';
import type {
  ChangeVersionStatusRequest,
  DefinitionsFilter,
  DefinitionVersionView,
  DefinitionView,
  ManifestView,
  PinsFilter,
  PinView,
  PromoteRequest,
  SetPinRequest,
} from '../../api/registry';
import type { ActiveResource } from '../../api/resources';
import type { Confirmation, PageOptions, RequestOptions } from '../RequestOptions';

/** Resource definitions, their versions and pins. */
export interface DefinitionsApi {
  listDefinitions(
    filter?: DefinitionsFilter & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<DefinitionView>>;
  getDefinition(name: string, options?: RequestOptions): Promise<DefinitionView>;
  /** All versions, newest first. */
  listDefinitionVersions(
    name: string,
    options?: RequestOptions,
  ): Promise<Page<DefinitionVersionView>>;
  /** The manifest as YAML; of a version as canonical YAML. */
  getDefinitionManifest(
    name: string,
    filter?: { version?: number },
    options?: RequestOptions,
  ): Promise<ManifestView>;
  /** Every row of the ledger that the definition, or one version of it, has made. */
  listDefinitionUsage(
    name: string,
    filter?: { version?: number } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<ActiveResource>>;
  /** Makes versions the defaults of their definitions, all of them or none. */
  promoteVersions(
    request: PromoteRequest,
    options?: RequestOptions,
  ): Promise<Page<DefinitionVersionView>>;
  /** Sorts a version out, or restores it as proposed. */
  changeVersionStatus(
    name: string,
    version: number,
    request: ChangeVersionStatusRequest,
    options?: RequestOptions,
  ): Promise<DefinitionVersionView>;
  /** Saves a definition that people write here; what a source declares is read-only. `text` is YAML with one manifest. */
  createDefinition(text: string, options?: RequestOptions & Confirmation): Promise<DefinitionView>;
  updateDefinition(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<DefinitionView>;
  /** Answers with the definition as it was. */
  deleteDefinition(name: string, options?: RequestOptions & Confirmation): Promise<DefinitionView>;
  /** In the order in which they were made. */
  listPins(filter?: PinsFilter & PageOptions, options?: RequestOptions): Promise<Page<PinView>>;
  /** Binds a node to a version of a definition, from its next deployment on. */
  setPin(request: SetPinRequest, options?: RequestOptions): Promise<PinView>;
  deletePin(uid: string, options?: RequestOptions): Promise<PinView>;
}
