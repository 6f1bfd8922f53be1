import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  Application,
  CreateApplicationRequest,
  CreateEnvironmentRequest,
  Environment,
  EnvironmentHold,
  EnvironmentPause,
  EnvironmentStatus,
  Page,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ResourceFilter } from '../authorization/rules/ResourceFilter';

/** An environment as the other rooms of the backend see it: names, uids, and what matching and permissions read. */
export interface EnvironmentRecord {
  /** UUID v7. */
  uid: string;
  /** UUID v7 of the application. */
  applicationUid: string;
  /** Name of the application. */
  application: string;
  applicationLabels: Record<string, string>;
  /** Entity reference of the application's owner, in lower case; synced from the catalog. */
  ownerRef?: string;
  name: string;
  /** Name of the environment type. */
  type: string;
  labels: Record<string, string>;
  status: EnvironmentStatus;
  /** Hash of the deployment set that is wanted; absent before the first deployment. */
  desiredSet?: string;
  /** Who keeps deployments out; absent: nobody does. */
  pause?: EnvironmentPause;
  /** What rollbacks hold; default: nothing. */
  holds?: EnvironmentHold[];
  /** When a preview deletes itself; ISO 8601. Absent: never. */
  expiresAt?: string;
  /** ISO 8601. */
  createdAt: string;
}

/** What a list of applications or environments is cut down to. */
export interface ListFilter {
  /** From the page before; opaque. */
  cursor?: string;
  /** Default 50, at most 200. */
  limit?: number;
  /** What the caller may see, from a conditional decision; absent: everything. */
  visible?: PermissionCriteria<ResourceFilter>;
}

/** An application and an environment that do not exist yet: what create permissions are decided on. */
export type ApplicationCandidate = Omit<Application, 'uid' | 'createdAt'>;
/** See {@link ApplicationCandidate}. */
export interface EnvironmentCandidate extends Omit<
  EnvironmentRecord,
  'uid' | 'createdAt' | 'expiresAt'
> {
  /** Seconds until it deletes itself; absent: never. */
  lifetime?: number;
  /** How many live environments of its type its application may have; absent: any number. */
  mostOfType?: number;
}

/**
 * Applications and environments. Names are unique only among live rows, so that a preview which is deleted and made
 * again is another environment. Unauthorised: the API goes through `AuthorizedEnvironments`.
 */
export interface Environments {
  /** Sorted by name. */
  listApplications(filter: ListFilter): Promise<Page<Application>>;
  /** @throws NotFoundError naming the application. */
  getApplication(application: string): Promise<Application>;
  /** The row that {@link createApplication} would write; `ownerRef` is the given System's owner. */
  applicationCandidate(
    request: CreateApplicationRequest,
    ownerRef: string | undefined,
  ): ApplicationCandidate;
  /** @throws ConflictError when a live application has the name or the System. */
  createApplication(candidate: ApplicationCandidate): Promise<Application>;
  /** Deletes an application without environments, and returns it as it was. @throws ConflictError naming its environments. */
  deleteApplication(application: string): Promise<Application>;

  /** Sorted by the order of the environment types, then by name. */
  listEnvironments(application: string, filter: ListFilter): Promise<Page<Environment>>;
  /** @throws NotFoundError naming the application or the environment. */
  getEnvironment(application: string, environment: string): Promise<Environment>;
  /**
   * The row that {@link createEnvironment} would write.
   *
   * @throws NotFoundError naming the application; InputError naming an environment type that does not exist.
   */
  environmentCandidate(
    application: string,
    request: CreateEnvironmentRequest,
  ): Promise<EnvironmentCandidate>;
  /** @throws ConflictError when a live environment of the application has the name. */
  createEnvironment(candidate: EnvironmentCandidate): Promise<Environment>;
  /**
   * Says anew when a preview deletes itself, counted from now.
   *
   * @throws NotFoundError naming the uid; InputError for a lifetime that its type does not allow; ConflictError when its
   *   deletion has begun.
   */
  changeLifetime(environmentUid: string, expiresIn: string): Promise<Environment>;

  /** Live applications by name, each at the place of its name. */
  applicationsByName(names: string[]): Promise<(Application | undefined)[]>;
  /** Environments by uid, and live ones by `<application>/<environment>`, each at the place of its reference. */
  recordsByRef(refs: string[]): Promise<(EnvironmentRecord | undefined)[]>;

  /** Live environments, of one application or of all; for filters of other lists. Sorted by application and name. */
  records(filter: {
    application?: string;
    environment?: string;
    visible?: PermissionCriteria<ResourceFilter>;
    /** Also deleted ones in which something was left behind. Default false. */
    detached?: boolean;
  }): Promise<EnvironmentRecord[]>;
  /** @throws NotFoundError naming the application or the environment. */
  find(application: string, environment: string): Promise<EnvironmentRecord>;
  /** Live or not. @throws NotFoundError naming the uid. */
  findByUid(uid: string): Promise<EnvironmentRecord>;
}
