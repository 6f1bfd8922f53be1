import type {
  PlanPolicySubject,
  PolicyNode,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Plan, PlanNode } from '@tutti/planner';
import { compareText, isJsonObject, type JsonValue } from '@tutti/score';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import type { EnvironmentRecord } from '../environments/Environments';

/** What {@link policySubject} is made from. */
export interface PolicySubjectOptions {
  plan: Plan;
  deployment: Pick<
    DeploymentRecord,
    | ('uid' | 'number' | 'kind' | 'planOnly' | 'requestedBy' | 'submittedBy')
    | ('comment' | 'commit' | 'branch' | 'tag')
  >;
  environment: Pick<
    EnvironmentRecord,
    'uid' | 'name' | 'type' | 'labels' | 'application' | 'applicationLabels'
  >;
  /** When the plan was made; ISO 8601. */
  now: string;
}

/** What policies see of a plan: a frozen copy of what is in scope, so that none of them changes what others see. */
export function policySubject(options: PolicySubjectOptions): PlanPolicySubject {
  const { plan, deployment, environment, now } = options;
  const { uid, number, kind, planOnly, requestedBy, submittedBy } = deployment;
  const { comment, commit, branch, tag } = deployment;
  const subject: PlanPolicySubject = {
    now,
    deployment: {
      ...{ uid, number, kind, planOnly, requestedBy, submittedBy },
      ...{ comment, commit, branch, tag },
    },
    application: { name: environment.application, labels: environment.applicationLabels },
    environment: {
      uid: environment.uid,
      name: environment.name,
      type: environment.type,
      labels: environment.labels,
    },
    nodes: plan.nodes.filter(node => node.inScope).map(toPolicyNode),
  };
  return deepFreeze(structuredClone(subject));
}

function toPolicyNode(node: PlanNode): PolicyNode {
  const { type, id, action, reason, stateful, shared, waitsForPerson } = node;
  const { definition, definitionVersion, driver, workloads, params, inputs, differences } = node;
  return {
    ...{ node: node.node, type, class: node.class, id, action, reason },
    ...{ stateful, shared, waitsForPerson, definition, definitionVersion, driver, workloads },
    images: imagesOf(params),
    ...{ params, inputs, differences },
  };
}

/** Params of a workload are its part of the Score file. */
function imagesOf(params: JsonValue): string[] {
  const containers = isJsonObject(params) ? params.containers : undefined;
  if (!isJsonObject(containers)) {
    return [];
  }
  const images = Object.values(containers).flatMap(container =>
    isJsonObject(container) && typeof container.image === 'string' ? [container.image] : [],
  );
  return [...new Set(images)].sort(compareText);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) {
      deepFreeze(part);
    }
  }
  return value;
}
