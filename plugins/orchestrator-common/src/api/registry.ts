import type {
  CriterionInForce,
  DriverDescriptor,
  EnvironmentTypeSpec,
  MatchExplanation,
  ResourceDefinitionSpec,
  ResourceTypeSpec,
} from '@tutti/planner';
import type { Problem } from '@tutti/score';

/** A resource definition as the API shows it. */
export interface DefinitionView {
  name: string;
  title?: string;
  owner?: string;
  type: string;
  driver: string;
  /** The default version. */
  version: number;
  criteria: CriterionInForce['criterion'][];
  spec: ResourceDefinitionSpec;
  /** The source and file that it comes from. */
  source: { name: string; file: string };
  /** How many active resources use it. */
  usage: number;
}

/** A resource type as the API shows it. */
export type ResourceTypeView = ResourceTypeSpec & { builtIn: boolean };
/** An environment type as the API shows it. */
export type EnvironmentTypeView = EnvironmentTypeSpec;
/** A driver as the API shows it. */
export type DriverView = DriverDescriptor;

/** Where manifests come from, and how the last reading went. */
export interface ManifestSourceView {
  name: string;
  kind: 'file';
  target: string;
  status: 'ok' | 'degraded';
  lastReadAt?: string;
  manifests: number;
  problems: Problem[];
}

/** Body of `POST /explain`: why does, or would, this request match what it matches. */
export interface ExplainRequest {
  application: string;
  /** An existing environment's name, or leave it out and give `environmentType`. */
  environment?: string;
  environmentType?: string;
  type: string;
  class?: string;
  id?: string;
}
/** Answer of `POST /explain`. */
export type ExplainResponse = MatchExplanation;
