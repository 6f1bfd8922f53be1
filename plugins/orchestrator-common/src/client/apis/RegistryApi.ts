import type { Page } from '../../api/environments';
import type { ImpactChange, ImpactReport } from '../../api/impact';
import type {
  DriverView,
  EnvironmentTypeView,
  ExplainRequest,
  ExplainResponse,
  ManifestSourceView,
  ManifestSourcesFilter,
  ManifestView,
  ResourceTypesFilter,
  ResourceTypeView,
} from '../../api/registry';
import type { Confirmation, PageOptions, RequestOptions } from '../RequestOptions';

/** The rest of the registry: types, drivers, sources, impact, explanations. */
export interface RegistryApi {
  /** By name; without a limit all of them in one page. */
  listResourceTypes(
    filter?: ResourceTypesFilter & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<ResourceTypeView>>;
  saveResourceType(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<ResourceTypeView>;
  deleteResourceType(
    name: string,
    options?: RequestOptions & Confirmation,
  ): Promise<{ name: string }>;
  getResourceTypeManifest(name: string, options?: RequestOptions): Promise<ManifestView>;
  listEnvironmentTypes(options?: RequestOptions): Promise<Page<EnvironmentTypeView>>;
  saveEnvironmentType(
    name: string,
    text: string,
    options?: RequestOptions & Confirmation,
  ): Promise<EnvironmentTypeView>;
  deleteEnvironmentType(
    name: string,
    options?: RequestOptions & Confirmation,
  ): Promise<{ name: string }>;
  getEnvironmentTypeManifest(name: string, options?: RequestOptions): Promise<ManifestView>;
  listDrivers(options?: RequestOptions): Promise<Page<DriverView>>;
  /** In the order of the configuration, which bounds how many there are: in one page. */
  listManifestSources(
    filter?: ManifestSourcesFilter,
    options?: RequestOptions,
  ): Promise<Page<ManifestSourceView>>;
  /** What would a change do? Answers with the report, or with a `pending` one to ask for again. */
  askImpact(change: ImpactChange, options?: RequestOptions): Promise<ImpactReport>;
  getImpact(uid: string, options?: RequestOptions): Promise<ImpactReport>;
  explain(request: ExplainRequest, options?: RequestOptions): Promise<ExplainResponse>;
}
