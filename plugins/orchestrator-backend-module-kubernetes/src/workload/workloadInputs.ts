import type { JsonSchema } from '@tutti/planner';
import { patchesSchema } from './patchesSchema';

const name = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 0 };
const texts = { type: 'object', additionalProperties: { type: 'string' } };
const anyObject = { type: 'object', additionalProperties: true };
const anyObjects = { type: 'array', items: anyObject };
const percentage = { type: 'integer', minimum: 1 };
const countOrPercentage = {
  oneOf: [count, { type: 'string', pattern: '^[0-9]{1,3}%$' }],
};
/** Kubernetes takes a `successThreshold` above one for readiness alone. */
const timings = (successThreshold: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties: {
    initialDelaySeconds: count,
    periodSeconds: { type: 'integer', minimum: 1 },
    timeoutSeconds: { type: 'integer', minimum: 1 },
    successThreshold,
    failureThreshold: { type: 'integer', minimum: 1 },
  },
});
const claimRetention = { enum: ['Retain', 'Delete'] };

/** The schema of a secret store's name in the cluster, as External Secrets refers to it. */
export const secretStoreSchema: JsonSchema = {
  type: 'object',
  description: 'The store that External Secrets reads, by its name in the cluster.',
  required: ['name'],
  additionalProperties: false,
  properties: { name, kind: { enum: ['SecretStore', 'ClusterSecretStore'] } },
};

/** The inputs of `kubernetes-workload`: a namespace, and the profile as `@tutti/kubernetes-manifests` defines it. */
export const workloadInputs: JsonSchema = {
  type: 'object',
  required: ['namespace'],
  additionalProperties: false,
  properties: {
    namespace: { ...name, description: 'Where the objects of the workload go.' },
    kind: {
      enum: ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
      description: 'What runs the workload, unless its annotation tutti.dev/kind says so.',
    },
    replicas: count,
    hardened: {
      type: 'boolean',
      description:
        'True: what is left out is as the Pod Security Standard "restricted" asks, with a read-only root file system, an empty /tmp, no token, and default resources.',
    },
    serviceAccountName: name,
    automountServiceAccountToken: { type: 'boolean' },
    enableServiceLinks: { type: 'boolean' },
    podAnnotations: texts,
    podLabels: texts,
    imagePullSecrets: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: { name },
      },
    },
    imagePullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] },
    podSecurityContext: { ...anyObject, description: 'securityContext of the pod.' },
    securityContext: { ...anyObject, description: 'securityContext of every container.' },
    defaultResources: {
      type: 'object',
      description: 'What a container gets that says nothing itself.',
      additionalProperties: false,
      properties: { limits: texts, requests: texts },
    },
    probes: {
      type: 'object',
      additionalProperties: false,
      properties: {
        liveness: timings({ const: 1 }),
        readiness: timings({ type: 'integer', minimum: 1 }),
        startup: timings({ const: 1 }),
      },
    },
    terminationGracePeriodSeconds: count,
    priorityClassName: name,
    nodeSelector: texts,
    tolerations: anyObjects,
    affinity: anyObject,
    topologySpreadConstraints: anyObjects,
    strategy: anyObject,
    minReadySeconds: count,
    revisionHistoryLimit: count,
    serviceType: { enum: ['ClusterIP', 'NodePort', 'LoadBalancer'] },
    serviceAnnotations: texts,
    job: {
      type: 'object',
      additionalProperties: false,
      properties: {
        backoffLimit: count,
        activeDeadlineSeconds: count,
        ttlSecondsAfterFinished: count,
        completions: count,
        parallelism: count,
        completionMode: { enum: ['NonIndexed', 'Indexed'] },
        restartPolicy: { enum: ['OnFailure', 'Never'] },
      },
    },
    statefulSet: {
      type: 'object',
      additionalProperties: false,
      properties: {
        podManagementPolicy: { enum: ['OrderedReady', 'Parallel'] },
        persistentVolumeClaimRetentionPolicy: {
          type: 'object',
          additionalProperties: false,
          properties: { whenDeleted: claimRetention, whenScaled: claimRetention },
        },
      },
    },
    cronJob: {
      type: 'object',
      additionalProperties: false,
      properties: {
        schedule: name,
        timeZone: name,
        concurrencyPolicy: { enum: ['Allow', 'Forbid', 'Replace'] },
        startingDeadlineSeconds: count,
        suspend: { type: 'boolean' },
        successfulJobsHistoryLimit: count,
        failedJobsHistoryLimit: count,
      },
    },
    autoscaling: {
      type: 'object',
      required: ['maxReplicas'],
      additionalProperties: false,
      properties: {
        minReplicas: { type: 'integer', minimum: 1 },
        maxReplicas: { type: 'integer', minimum: 1 },
        averageCpuUtilization: percentage,
        averageMemoryUtilization: percentage,
      },
    },
    disruptionBudget: {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: { minAvailable: countOrPercentage, maxUnavailable: countOrPercentage },
    },
    secretStore: secretStoreSchema,
    secretRefreshInterval: name,
    patches: patchesSchema,
    component: name,
    kubernetesId: name,
  },
};

/** The outputs of `kubernetes-workload`. */
export const workloadOutputs: JsonSchema = {
  type: 'object',
  required: ['kind', 'objectName'],
  properties: {
    kind: { type: 'string' },
    objectName: { type: 'string' },
    service: {
      type: 'object',
      description: 'Absent when the workload has no ports.',
      required: ['name', 'ports'],
      properties: { name: { type: 'string' }, ports: { type: 'object' } },
    },
  },
};
