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
  /** Who keeps deployments out, and why; absent: nobody does. */
  pause?: EnvironmentPause;
  /** What rollbacks hold; absent: nothing. */
  holds?: EnvironmentHold[];
  /** When a preview deletes itself; absent: never. */
  expiresAt?: string;
  createdAt: string;
}

/** A pause of an environment. */
export interface EnvironmentPause {
  /** Entity reference or subject. */
  by: string;
  reason: string;
  at: string;
  /** Deployments are refused; otherwise they wait until it is resumed. */
  refuses: boolean;
}

/** What a rollback keeps automation from deploying again, until a person releases it. */
export interface EnvironmentHold {
  /** The rollback. */
  deployment: { uid: string; number: number };
  /** The workloads that it took back, sorted. */
  workloads: string[];
  /** Who asked for it. */
  by: string;
  at: string;
}

/** Body of `POST /applications/{application}/environments/{environment}/pause`. */
export interface PauseEnvironmentRequest {
  reason: string;
  /** Refuses deployments instead of letting them wait. Default false. */
  refuse?: boolean;
}

/** Body of `POST /applications/{application}/environments/{environment}/release`. */
export interface ReleaseHoldsRequest {
  /** Uid of the rollback whose hold is released. Default: all holds of the environment. */
  deployment?: string;
}

/** Body of `POST /applications/{application}/environments`. */
export interface CreateEnvironmentRequest {
  name: string;
  type: string;
  labels?: Record<string, string>;
  /** Of a preview: how long it lives, such as `72h`, or `never`. Default: the lifetime that its type says. */
  expiresIn?: string;
}

/** Body of `PATCH /applications/{application}/environments/{environment}`. */
export interface ChangeEnvironmentRequest {
  /**
   * Of a preview: how long it lives from now on, such as `72h`, or `never`. From when it was made it lives no longer than the
   * maximum of its type.
   */
  expiresIn: string;
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  /** Pass as `cursor` for the next page; absent on the last. */
  nextCursor?: string;
}
