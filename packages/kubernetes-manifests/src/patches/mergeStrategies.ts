/** How a strategic merge patch changes the value of a field. */
export interface MergeStrategy {
  /** Strategies of the fields below: of an object's own, or of those of each element of a list. */
  fields?: MergeStrategies;
  /** Elements of the list are told apart by this field, and merged. A list without it is replaced as a whole. */
  mergeKey?: string;
  /** The list is one of texts or numbers, to which the patch adds. */
  mergesValues?: boolean;
  /** The object is replaced as a whole instead of merged. */
  replaces?: boolean;
}

/** Strategies by name of field; a field that is not there has none, and neither has what is below it. */
export type MergeStrategies = { readonly [field: string]: MergeStrategy };

const METADATA: MergeStrategy = {
  fields: { finalizers: { mergesValues: true }, ownerReferences: { mergeKey: 'uid' } },
};

const CONTAINERS: MergeStrategy = {
  mergeKey: 'name',
  fields: {
    env: { mergeKey: 'name' },
    ports: { mergeKey: 'containerPort' },
    volumeDevices: { mergeKey: 'devicePath' },
    volumeMounts: { mergeKey: 'mountPath' },
  },
};

const POD_TEMPLATE: MergeStrategy = {
  fields: {
    metadata: METADATA,
    spec: {
      fields: {
        containers: CONTAINERS,
        ephemeralContainers: CONTAINERS,
        hostAliases: { mergeKey: 'ip' },
        imagePullSecrets: { mergeKey: 'name' },
        initContainers: CONTAINERS,
        resourceClaims: { mergeKey: 'name' },
        schedulingGates: { mergeKey: 'name' },
        topologySpreadConstraints: { mergeKey: 'topologyKey' },
        volumes: {
          mergeKey: 'name',
          fields: {
            ephemeral: { fields: { volumeClaimTemplate: { fields: { metadata: METADATA } } } },
          },
        },
      },
    },
  },
};

const CONTROLLER: MergeStrategies = {
  metadata: METADATA,
  spec: { fields: { template: POD_TEMPLATE } },
};

/**
 * The strategies of the kinds that a workload is rendered as, by `<apiVersion>/<kind>`: what the OpenAPI document
 * of Kubernetes says with its extensions `x-kubernetes-patch-strategy` and `x-kubernetes-patch-merge-key`. They have
 * not changed for years and could not, since patches that people keep would change their meaning.
 *
 * Written by hand because no maintained library has them: those that apply such patches are in Go, and the packages
 * with the schemas leave the extensions out. A test compares them to the document of an API server.
 */
export const MERGE_STRATEGIES: { readonly [kind: string]: MergeStrategies } = {
  'apps/v1/Deployment': CONTROLLER,
  'apps/v1/StatefulSet': CONTROLLER,
  'apps/v1/DaemonSet': CONTROLLER,
  'batch/v1/Job': CONTROLLER,
  'batch/v1/CronJob': {
    metadata: METADATA,
    spec: {
      fields: {
        jobTemplate: {
          fields: { metadata: METADATA, spec: { fields: { template: POD_TEMPLATE } } },
        },
      },
    },
  },
  'autoscaling/v2/HorizontalPodAutoscaler': { metadata: METADATA },
  'policy/v1/PodDisruptionBudget': {
    metadata: METADATA,
    spec: { fields: { selector: { replaces: true } } },
  },
  'v1/ConfigMap': { metadata: METADATA },
  'v1/Service': { metadata: METADATA, spec: { fields: { ports: { mergeKey: 'port' } } } },
};
