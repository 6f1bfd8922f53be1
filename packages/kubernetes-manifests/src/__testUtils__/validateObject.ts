import * as appsRecent from 'kubernetes-models/apps/v1';
import * as autoscalingRecent from 'kubernetes-models/autoscaling/v2';
import * as batchRecent from 'kubernetes-models/batch/v1';
import * as policyRecent from 'kubernetes-models/policy/v1';
import * as coreRecent from 'kubernetes-models/v1';
import * as appsOlder from 'kubernetes-models-older/apps/v1';
import * as autoscalingOlder from 'kubernetes-models-older/autoscaling/v2';
import * as batchOlder from 'kubernetes-models-older/batch/v1';
import * as policyOlder from 'kubernetes-models-older/policy/v1';
import * as coreOlder from 'kubernetes-models-older/v1';
import type { KubernetesObject } from '../model/KubernetesObject';

type Models = Record<string, unknown>;
type Model = new (data: object) => { validate(): void };

const RELEASES: Record<string, Record<string, Models>> = {
  recent: {
    'apps/v1': appsRecent,
    'autoscaling/v2': autoscalingRecent,
    'batch/v1': batchRecent,
    'policy/v1': policyRecent,
    v1: coreRecent,
  },
  older: {
    'apps/v1': appsOlder,
    'autoscaling/v2': autoscalingOlder,
    'batch/v1': batchOlder,
    'policy/v1': policyOlder,
    v1: coreOlder,
  },
};

/**
 * Validates an object against the OpenAPI schemas of a recent and an older release of Kubernetes. Objects of
 * External Secrets are not part of Kubernetes and pass.
 *
 * @throws Error when a schema refuses the object, or there is none for it.
 */
export function validateObject(object: KubernetesObject): void {
  if (object.apiVersion === 'external-secrets.io/v1') {
    return;
  }
  for (const [release, groups] of Object.entries(RELEASES)) {
    const KindModel = groups[object.apiVersion]?.[object.kind] as Model | undefined;
    if (!KindModel) {
      throw new Error(`The ${release} release has no ${object.apiVersion} ${object.kind}.`);
    }
    new KindModel(object).validate();
  }
}
