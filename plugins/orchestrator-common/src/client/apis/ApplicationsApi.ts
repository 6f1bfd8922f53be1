import type { WorkloadStatus } from '../../api/deployments';
import type {
  Application,
  CreateApplicationRequest,
  CreateEnvironmentRequest,
  Environment,
  Page,
} from '../../api/environments';
import type { PageOptions, RequestOptions } from '../RequestOptions';

/** Applications and their environments. */
export interface ApplicationsApi {
  listApplications(page?: PageOptions, options?: RequestOptions): Promise<Page<Application>>;
  getApplication(application: string, options?: RequestOptions): Promise<Application>;
  createApplication(
    request: CreateApplicationRequest,
    options?: RequestOptions,
  ): Promise<Application>;
  /** Only one without environments; answers with the application as it was. */
  deleteApplication(application: string, options?: RequestOptions): Promise<Application>;
  /** Default 200 on a page. */
  listEnvironments(
    application: string,
    options?: RequestOptions & PageOptions,
  ): Promise<Page<Environment>>;
  getEnvironment(
    application: string,
    environment: string,
    options?: RequestOptions,
  ): Promise<Environment>;
  createEnvironment(
    application: string,
    request: CreateEnvironmentRequest,
    options?: RequestOptions,
  ): Promise<Environment>;
  /** All workloads by all environments of an application, or one workload's row. */
  listWorkloadStatuses(
    application: string,
    filter?: { workload?: string; environment?: string },
    options?: RequestOptions,
  ): Promise<Page<WorkloadStatus>>;
}
