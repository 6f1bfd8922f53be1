import type { JsonObject, JsonValue } from '../json/JsonValue';

/**
 * What one Score file describes, as of specification 0.4.1, with files and volumes in their map form.
 * Records hold own properties only; their keys are names given by strangers.
 * @public
 */
export interface Workload {
  apiVersion: 'score.dev/v1b1';
  metadata: WorkloadMetadata;
  service?: WorkloadService;
  /** At least one container, by name. */
  containers: Record<string, Container>;
  /** Resources by the local key that placeholders of this workload use. */
  resources?: Record<string, Resource>;
}

/** The workload's name, its annotations, and free-form keys for placeholders to refer to. @public */
export interface WorkloadMetadata {
  name: string;
  annotations?: Record<string, string>;
  [key: string]: JsonValue | undefined;
}

/** The ports that other workloads can reach, by name. @public */
export interface WorkloadService {
  ports?: Record<string, ServicePort>;
}

/** A port of the workload's service. @public */
export interface ServicePort {
  port: number;
  /** `TCP` when absent. */
  protocol?: 'TCP' | 'UDP';
  /** The port in the container; the same as `port` when absent. */
  targetPort?: number;
}

/** A container of a workload. @public */
export interface Container {
  /** `.` when the image is named only at deployment. */
  image: string;
  /** Replaces the image's entrypoint. */
  command?: string[];
  /** Replaces the image's arguments. */
  args?: string[];
  /** Environment variables; values may hold placeholders. */
  variables?: Record<string, string>;
  /** Files by their path in the container. */
  files?: Record<string, ContainerFile>;
  /** Volumes by their path in the container. */
  volumes?: Record<string, ContainerVolume>;
  /** Containers that start only after this one is `ready`, by name. */
  before?: Record<string, ContainerBefore>;
  resources?: ContainerResources;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
}

/** What a container has to reach before the named one starts. @public */
export interface ContainerBefore {
  ready: 'started' | 'healthy' | 'complete';
}

/** A file in a container: exactly one of `content`, `binaryContent` and `source`. @public */
export interface ContainerFile {
  /** Text; may hold placeholders unless `noExpand`. */
  content?: string;
  /** Bytes in standard base64, taken as they are. */
  binaryContent?: string;
  /** Path of a file relative to the Score file; its text may hold placeholders unless `noExpand`. */
  source?: string;
  /** Octal permissions such as `0644`. */
  mode?: string;
  /** True: placeholders are left alone. */
  noExpand?: boolean;
}

/** A volume in a container. @public */
export interface ContainerVolume {
  /** `${resources.<key>}` of a volume resource, or a name that the target understands. */
  source: string;
  /** Path within the volume. */
  path?: string;
  readOnly?: boolean;
}

/** How much a container may use (`limits`) and is promised (`requests`). @public */
export interface ContainerResources {
  limits?: ResourceQuantities;
  requests?: ResourceQuantities;
}

/** Quantities as Kubernetes writes them: `128Mi`, `250m`. @public */
export interface ResourceQuantities {
  memory?: string;
  cpu?: string;
}

/** A check of a container: over HTTP, by a command, or both. @public */
export interface Probe {
  httpGet?: HttpProbe;
  exec?: ExecProbe;
}

/** A check that passes when the command exits with 0. @public */
export interface ExecProbe {
  command: string[];
}

/** A check that passes when the address answers with success. @public */
export interface HttpProbe {
  path: string;
  port: number;
  /** The workload's own address when absent. */
  host?: string;
  /** `HTTP` when absent. */
  scheme?: 'HTTP' | 'HTTPS';
  httpHeaders?: { name: string; value: string }[];
}

/** A resource that a workload asks for. @public */
export interface Resource {
  type: string;
  /** `default` when absent. */
  class?: string;
  /** Makes the resource shared by all that name the same type, class and id. */
  id?: string;
  metadata?: ResourceMetadata;
  /** Free form, by resource type; texts may hold placeholders. */
  params?: JsonObject;
}

/** Annotations of a resource and free-form keys. @public */
export interface ResourceMetadata {
  annotations?: Record<string, string>;
  [key: string]: JsonValue | undefined;
}
