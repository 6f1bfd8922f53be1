/** Workloads that belong together; linked to one catalog System. */
export interface Application {
  uid: string;
  name: string;
  title?: string;
  labels: Record<string, string>;
  /** Entity reference of the catalog System. */
  systemRef?: string;
  /** Entity reference of the owner, synced from the catalog. */
  ownerRef?: string;
  createdAt: string;
}

/** Body of `POST /applications`. */
export interface CreateApplicationRequest {
  /** DNS label, 2 to 63 characters. */
  name: string;
  title?: string;
  labels?: Record<string, string>;
  /** Entity reference of an existing catalog System. */
  systemRef?: string;
}

/** The status of an environment. */
export type EnvironmentStatus = 'active' | 'paused' | 'deleting' | 'delete-failed' | 'deleted';

/** One running copy of an application. */
export interface Environment {
  uid: string;
  application: string;
  name: string;
  type: string;
  /** Position of its type; promotion goes upwards. */
  order: number;
  labels: Record<string, string>;
  status: EnvironmentStatus;
  /** Names of the workloads of the desired set, sorted. */
  workloads: string[];
  createdAt: string;
}

/** Body of `POST /applications/{application}/environments`. */
export interface CreateEnvironmentRequest {
  name: string;
  type: string;
  labels?: Record<string, string>;
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  /** Pass as `cursor` for the next page; absent on the last. */
  nextCursor?: string;
}
