import type { JsonSchema } from '@tutti/planner';

/** The kinds that `kubernetes-workload` renders; a target of any other kind is a mistake. */
const kind = {
  enum: [
    'ConfigMap',
    'CronJob',
    'DaemonSet',
    'Deployment',
    'ExternalSecret',
    'HorizontalPodAutoscaler',
    'Job',
    'PodDisruptionBudget',
    'Service',
    'StatefulSet',
  ],
};

const pointer = { type: 'string', pattern: '^(/|$)', description: 'A JSON pointer.' };

const operation: JsonSchema = {
  type: 'object',
  required: ['op', 'path'],
  additionalProperties: false,
  properties: {
    op: { enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
    path: pointer,
    from: pointer,
    value: {},
  },
};

/** The input `patches` of `kubernetes-workload`: what a profile changes in the objects that it yields. */
export const patchesSchema: JsonSchema = {
  type: 'array',
  description: 'Changes to the rendered objects, in the order of applying them.',
  items: {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, description: 'Names the patch in messages.' },
      target: {
        type: 'object',
        description: 'Objects that fit all of it; every object when absent.',
        additionalProperties: false,
        properties: {
          // One kind or a list; not as "oneOf", which tells of the form that was not meant as well.
          kind: {
            type: ['string', 'array'],
            if: { type: 'string' },
            then: kind,
            minItems: 1,
            items: kind,
          },
          name: { type: 'string', minLength: 1 },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      jsonPatch: {
        type: 'array',
        description: 'Operations of RFC 6902.',
        minItems: 1,
        items: operation,
      },
      strategicMerge: {
        type: 'object',
        description: 'A strategic merge patch of Kubernetes.',
        additionalProperties: true,
      },
    },
    oneOf: [{ required: ['jsonPatch'] }, { required: ['strategicMerge'] }],
  },
};
