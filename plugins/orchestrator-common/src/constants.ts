/** The id of the Backstage plugin; its REST API is at `/api/platform-orchestrator/v1`. */
export const PLUGIN_ID = 'platform-orchestrator';
/** The version segment of the REST API's path. */
export const API_VERSION = 'v1';
/** The root of the configuration. */
export const CONFIG_ROOT = 'platformOrchestrator';
/** The domain of annotations, labels and manifests. */
export const DOMAIN = 'tutti.dev';
/** The `apiVersion` of manifests. */
export const MANIFEST_API_VERSION = 'tutti.dev/v1alpha1';

/** On a System and its Components: the application's name. */
export const APPLICATION_ANNOTATION = 'tutti.dev/application';
/** On a Component: the workload's name. */
export const WORKLOAD_ANNOTATION = 'tutti.dev/workload';
/** On a Component: the Score file's path, relative to `backstage.io/source-location`. */
export const SCORE_ANNOTATION = 'tutti.dev/score';
/** On a catalog Resource: the environment, as `<application>/<environment>`. */
export const ENVIRONMENT_ANNOTATION = 'tutti.dev/environment';
/** On a catalog Resource: the uid of the ledger row. */
export const RESOURCE_ANNOTATION = 'tutti.dev/resource';

/** Topic of events that say that something about an environment changed. Payload: {@link EnvironmentChangedPayload}. */
export const ENVIRONMENT_CHANGED_TOPIC = 'platform-orchestrator.environment-changed';
/** Topic of events that say that active resources changed. Payload: {@link ResourcesChangedPayload}. */
export const RESOURCES_CHANGED_TOPIC = 'platform-orchestrator.resources-changed';
/** Channel of signals (broadcast, ids only): payload {@link DeploymentSignal}. */
export const DEPLOYMENT_SIGNAL_CHANNEL = 'platform-orchestrator:deployments';

/** Payload of {@link ENVIRONMENT_CHANGED_TOPIC}: read the current state by these names. */
export interface EnvironmentChangedPayload {
  application: string;
  environment: string;
}
/** Payload of {@link RESOURCES_CHANGED_TOPIC}: read the current state by these names. */
export type ResourcesChangedPayload = EnvironmentChangedPayload;
/** Message on {@link DEPLOYMENT_SIGNAL_CHANNEL}: something about this deployment changed; ask again. */
export interface DeploymentSignal {
  deploymentUid: string;
}
