import type { JsonSchema } from '@tutti/planner';
import { secretStoreSchema } from '../workload/workloadInputs';

/** The inputs of `kubernetes-manifests`. */
export const manifestsInputs: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    namespace: {
      type: 'string',
      minLength: 1,
      description: 'The namespace of objects that name none and have one.',
    },
    objects: {
      type: 'array',
      description: 'Kubernetes objects.',
      items: { type: 'object', additionalProperties: true },
    },
    template: {
      type: 'string',
      verbatim: true,
      description:
        'A Nunjucks template that yields YAML: documents that are objects or lists of objects.',
    },
    data: {
      type: 'object',
      description: 'The variables of the template.',
      additionalProperties: true,
    },
    outputs: {
      type: 'object',
      description: 'Outputs that are known without the cluster.',
      additionalProperties: true,
    },
    generate: {
      type: 'object',
      description:
        'Random values by name. Each becomes a secret output, and a key of a Secret named like the resource.',
      propertyNames: { pattern: '^[-._a-zA-Z0-9]{1,253}$' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { length: { type: 'integer', minimum: 8, maximum: 1024 } },
      },
    },
    secrets: {
      type: 'object',
      description: 'Further keys of that Secret: secrets of other resources or of a store.',
      propertyNames: { pattern: '^[-._a-zA-Z0-9]{1,253}$' },
      additionalProperties: true,
      secret: true,
    },
    secretStore: secretStoreSchema,
  },
};
