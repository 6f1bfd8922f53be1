import { privateResourceId, readProperty } from '@tutti/score';
import type { JsonObject, Workload } from '@tutti/score';
import { PROFILE_ANNOTATION } from '../graph/scoreRequests';
import { DEFAULT_CLASS, WORKLOAD_TYPE } from '../model';
import type { DefinitionTestSpec, ResourceTypeSpec, WorkloadEntry } from '../model';

const ASKING_WORKLOAD = 'test';
const RESOURCE_KEY = 'resource';
/** What the service of a made-up workload offers, unless the request names another port. */
const PORT = 8080;
const PORT_NAME = 'http';

/** How a test asks: the workloads that are made up for it, and what they ask for. */
export interface TestedRequest {
  test: DefinitionTestSpec;
  type: string;
  class: string;
  /** The id that the node will have. */
  id: string;
  /** The made-up workload that asks. */
  asking: string;
  /** Names of all made-up workloads. */
  workloads: string[];
  /** The workload whose profile is tested; absent when the test is about a resource. */
  profileOf?: string;
  /** What the profile of the asking workload depends on, for types that no Score file may ask for. */
  dependency?: JsonObject;
  /** The made-up workloads, by name. */
  upsert: Record<string, WorkloadEntry>;
}

/**
 * Turns the request of a test into one that a deployment could make. A type that Score files may ask for is asked for by
 * a workload, and privately when the id has the form of a private one (`<workload>.<key>`); any other type by a profile.
 * A request of type `workload` is the workload itself, and its params are the content of the Score file. For a type that
 * refers to a workload, that workload is there and has the port.
 */
export function testedRequest(
  test: DefinitionTestSpec,
  resourceType: ResourceTypeSpec | undefined,
): TestedRequest {
  const { type, class: resourceClass = DEFAULT_CLASS, params } = test.request;
  const common = { test, type, class: resourceClass };
  if (type === WORKLOAD_TYPE) {
    const name = test.request.id ?? ASKING_WORKLOAD;
    const upsert = { [name]: madeUp(name, params, { [PROFILE_ANNOTATION]: resourceClass }) };
    return { ...common, id: name, asking: name, workloads: [name], profileOf: name, upsert };
  }
  const wanted = test.request.id ?? privateResourceId(ASKING_WORKLOAD, RESOURCE_KEY);
  const [, owner, key] = /^([^.]+)\.([^.]+)$/.exec(wanted) ?? [];
  const asking = owner ?? ASKING_WORKLOAD;
  const isOfEnvironment = resourceType?.scope === 'environment';
  const target = readProperty(params, 'workload');
  const workloads = [
    ...new Set([asking, ...(resourceType?.refersTo && typeof target === 'string' ? [target] : [])]),
  ];
  const service = resourceType?.refersTo ? serviceWith(readProperty(params, 'port')) : undefined;
  const upsert = Object.fromEntries(workloads.map(name => [name, madeUp(name, { ...service })]));
  const request = { type, class: resourceClass, ...(params && { params }) };
  const found = { ...common, id: isOfEnvironment ? type : wanted, asking, workloads, upsert };
  if (resourceType?.use === 'internal') {
    // An id that is made of the workload's makes the node as private as the workload.
    const id = key === undefined ? wanted : `\${context.workload.id}.${key}`;
    return { ...found, dependency: { ...request, ...(!isOfEnvironment && { id }) } };
  }
  const id = key === undefined && !isOfEnvironment ? { id: wanted } : {};
  upsert[asking].workload.resources = { [key ?? RESOURCE_KEY]: { ...request, ...id } };
  return found;
}

function madeUp(
  name: string,
  content: JsonObject | undefined,
  annotations: Record<string, string> = {},
): WorkloadEntry {
  const { metadata, ...rest } = (content ?? {}) as Partial<Workload>;
  return {
    workload: {
      apiVersion: 'score.dev/v1b1',
      containers: { main: { image: 'test' } },
      ...rest,
      metadata: { ...metadata, name, annotations: { ...metadata?.annotations, ...annotations } },
    },
  };
}

function serviceWith(wanted: unknown): JsonObject {
  const isNumber = typeof wanted === 'number' || /^\d+$/.test(String(wanted));
  const name = typeof wanted === 'string' && !isNumber ? wanted : PORT_NAME;
  return { service: { ports: { [name]: { port: isNumber ? Number(wanted) : PORT } } } };
}
