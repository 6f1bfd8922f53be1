import type { JsonValue } from '@tutti/score';
import type { MatchExplanation, NodeId } from '../model';

/** One expectation of a `DefinitionTest` that was not met, or a reason why it could not be looked at. */
export interface DefinitionTestFailure {
  /** JSON pointer into the manifest of the test, such as `/spec/expect/definition`. */
  pointer: string;
  /** What was expected, what came instead, and why. */
  message: string;
  /** What to change. */
  hint?: string;
}

/** What came of one `DefinitionTest`. Holds no secret: inputs carry marks in their place. */
export interface DefinitionTestResult {
  /** The name of the test. */
  test: string;
  passed: boolean;
  /** The node that the test asks for; absent when the request is no node. */
  node?: NodeId;
  /** Why the request matched what it did. */
  match?: MatchExplanation;
  /** The inputs of the node as far as they are known before anything is created. */
  inputs?: JsonValue;
  /** Every node that the request leads to, itself included; sorted. */
  nodes: NodeId[];
  /** Empty when the test passed. */
  failures: DefinitionTestFailure[];
}
