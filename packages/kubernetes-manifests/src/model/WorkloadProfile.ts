import type { JsonObject } from '@tutti/score';
import type { ProfilePatch } from './ProfilePatch';
import type { WorkloadKind } from './WorkloadKind';

/** When and how often a probe is made; seconds and counts as in the Kubernetes `Probe`. @public */
export interface ProbeTimings {
  initialDelaySeconds?: number;
  periodSeconds?: number;
  timeoutSeconds?: number;
  successThreshold?: number;
  failureThreshold?: number;
}

/** The store that External Secrets reads, by the name it has in the cluster. @public */
export interface SecretStoreReference {
  name: string;
  /** `SecretStore` when absent. */
  kind?: 'SecretStore' | 'ClusterSecretStore';
}

/** Quantities by resource name: `{ cpu: '250m', memory: '128Mi' }`. @public */
export interface ResourceRequirements {
  limits?: Record<string, string>;
  requests?: Record<string, string>;
}

/**
 * How a workload of a kind is run: all that the Score file leaves open and platform engineers decide. Parts that
 * are plain JSON are taken over into the pod as they are.
 *
 * @public
 */
export interface WorkloadProfile {
  /** Default `Deployment`; the annotation `tutti.dev/kind` of the workload wins. */
  kind?: WorkloadKind;
  /** Pods of a Deployment or StatefulSet; other kinds have no such number. Left out under `autoscaling`. */
  replicas?: number;
  /**
   * True: what the profile leaves out is as the Pod Security Standard `restricted` asks, and tighter: no user root,
   * no capabilities, a root file system that cannot be written, with an empty `/tmp` that can, no token of the service account, requests
   * and a limit of memory. What the profile does say wins, property by property.
   */
  hardened?: boolean;
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  /** False keeps Kubernetes from adding variables such as `WEB_PORT` for every Service of the namespace. */
  enableServiceLinks?: boolean;
  podAnnotations?: Record<string, string>;
  podLabels?: Record<string, string>;
  imagePullSecrets?: { name: string }[];
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** `securityContext` of the pod. */
  podSecurityContext?: JsonObject;
  /** `securityContext` of every container. */
  securityContext?: JsonObject;
  /** What a container gets that says nothing itself, resource by resource. */
  defaultResources?: ResourceRequirements;
  /**
   * `startup` also gives every container that has a probe a startup probe of these timings, so that slow starters
   * are not killed; it is the gate of `before: { ready: healthy }` in any case.
   */
  probes?: { liveness?: ProbeTimings; readiness?: ProbeTimings; startup?: ProbeTimings };
  terminationGracePeriodSeconds?: number;
  priorityClassName?: string;
  nodeSelector?: Record<string, string>;
  tolerations?: JsonObject[];
  affinity?: JsonObject;
  topologySpreadConstraints?: JsonObject[];
  /** `strategy` of a Deployment, `updateStrategy` of a StatefulSet or DaemonSet, where `type` has other values. */
  strategy?: JsonObject;
  minReadySeconds?: number;
  revisionHistoryLimit?: number;
  serviceType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  serviceAnnotations?: Record<string, string>;
  /** Settings of a Job, and of the Jobs that a CronJob makes. */
  job?: {
    backoffLimit?: number;
    activeDeadlineSeconds?: number;
    ttlSecondsAfterFinished?: number;
    completions?: number;
    /** Default `NonIndexed`; `Indexed` gives each pod its number in `JOB_COMPLETION_INDEX`. */
    completionMode?: 'NonIndexed' | 'Indexed';
    parallelism?: number;
    /** Default `Never`, which keeps the pods that failed for reading their logs. */
    restartPolicy?: 'OnFailure' | 'Never';
  };
  statefulSet?: {
    /** Default `OrderedReady`: one pod after another. */
    podManagementPolicy?: 'OrderedReady' | 'Parallel';
    /** What becomes of the claims of pods that are removed; default `Retain` for both. */
    persistentVolumeClaimRetentionPolicy?: {
      whenDeleted?: 'Retain' | 'Delete';
      whenScaled?: 'Retain' | 'Delete';
    };
  };
  cronJob?: {
    /** Five fields or a name such as `@daily`; the annotation `tutti.dev/schedule` of the workload wins. */
    schedule?: string;
    timeZone?: string;
    concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
    startingDeadlineSeconds?: number;
    suspend?: boolean;
    successfulJobsHistoryLimit?: number;
    failedJobsHistoryLimit?: number;
  };
  /** Adds a HorizontalPodAutoscaler to a Deployment or StatefulSet; percentages of what is requested. */
  autoscaling?: {
    minReplicas?: number;
    maxReplicas: number;
    averageCpuUtilization?: number;
    averageMemoryUtilization?: number;
  };
  /** Adds a PodDisruptionBudget to a Deployment or StatefulSet: exactly one of the two, a number or a percentage. */
  disruptionBudget?: { minAvailable?: number | string; maxUnavailable?: number | string };
  /** Where External Secrets finds secrets; needed as soon as the workload uses one. */
  secretStore?: SecretStoreReference;
  /** How often External Secrets looks for new values. Default `1h`. */
  secretRefreshInterval?: string;
  /** Changes to the objects that this produces, in the order of applying them. */
  patches?: ProfilePatch[];
  /** Value of the label `app.kubernetes.io/component`. */
  component?: string;
  /** Value of the label `backstage.io/kubernetes-id`. Default: the workload's name. */
  kubernetesId?: string;
}
