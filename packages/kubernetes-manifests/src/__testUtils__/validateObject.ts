import * as externalSecrets from '@kubernetes-models/external-secrets/external-secrets.io/v1';
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
import { recordReads } from './recordReads';

type Models = Record<string, unknown>;
type Model = { prototype: { validate(this: object): void } };

/** The packages have the schemas of Kubernetes 1.36 and 1.33, and of External Secrets, which is released on its own. */
const RELEASES: Record<string, Record<string, Models>> = {
  recent: {
    'apps/v1': appsRecent,
    'autoscaling/v2': autoscalingRecent,
    'batch/v1': batchRecent,
    'external-secrets.io/v1': externalSecrets,
    'policy/v1': policyRecent,
    v1: coreRecent,
  },
  older: {
    'apps/v1': appsOlder,
    'autoscaling/v2': autoscalingOlder,
    'batch/v1': batchOlder,
    'external-secrets.io/v1': externalSecrets,
    'policy/v1': policyOlder,
    v1: coreOlder,
  },
};

/**
 * Validates an object against the OpenAPI schemas of a recent and an older release of Kubernetes, strictly: a field
 * that a schema does not know is an error, as it is for an API server.
 *
 * @throws Error when a schema refuses the object, or there is none for it.
 */
export function validateObject(object: KubernetesObject): void {
  for (const [release, groups] of Object.entries(RELEASES)) {
    const KindModel = groups[object.apiVersion]?.[object.kind] as Model | undefined;
    if (!KindModel) {
      throw new Error(`The ${release} release has no ${object.apiVersion} ${object.kind}.`);
    }
    const { recorded, unread } = recordReads(object);
    KindModel.prototype.validate.call(recorded);
    if (unread().length > 0) {
      throw new Error(`The ${release} release has no field ${unread().join(', ')}.`);
    }
  }
}
