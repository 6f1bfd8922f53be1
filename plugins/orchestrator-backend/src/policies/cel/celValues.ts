import type {
  PlanPolicySubject,
  PolicyNode,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Difference, NodeId } from '@tutti/planner';
import type { JsonValue } from '@tutti/score';

/** A changed field, as expressions know it: what is absent is null. */
export class CelDifference {
  readonly path: string;
  readonly before: JsonValue;
  readonly after: JsonValue;

  constructor({ path, before, after }: Difference) {
    this.path = path;
    this.before = before ?? null;
    this.after = after ?? null;
  }
}

/** A node, as expressions know it: what is absent elsewhere is empty or 0 here. */
export class CelNode {
  readonly node: NodeId;

  constructor(node: PolicyNode) {
    const { definition = '', definitionVersion = 0, driver = '' } = node;
    Object.assign(this, node, {
      ...{ definition, definitionVersion: BigInt(definitionVersion), driver },
      differences: node.differences.map(difference => new CelDifference(difference)),
    });
    this.node = node.node;
  }
}

/** The values of the variables of an expression: text that is absent is empty, and versions are whole numbers. */
export function celValues(subject: PlanPolicySubject) {
  const { now, deployment, application, environment, nodes } = subject;
  const { submittedBy = '', comment = '', commit = '', branch = '', tag = '' } = deployment;
  return {
    now: new Date(now),
    deployment: {
      ...deployment,
      number: BigInt(deployment.number),
      ...{ submittedBy, comment, commit, branch, tag },
    },
    application,
    environment,
    nodes: nodes.map(node => new CelNode(node)),
  };
}
