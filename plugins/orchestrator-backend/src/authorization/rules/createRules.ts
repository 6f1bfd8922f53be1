import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { z } from 'zod';
import type { ResourceFilter } from './ResourceFilter';

/** A rule before it is bound to a resource type: the same rule serves several. */
interface Rule<TResource, TSchema extends z.ZodType> {
  name: string;
  description: string;
  paramsSchema: TSchema;
  apply(resource: TResource, params: z.infer<TSchema>): boolean;
  toQuery(params: z.infer<TSchema>): PermissionCriteria<ResourceFilter>;
}

/** Params of `IS_OWNER`. */
export const ownerParams = z.object({
  claims: z
    .array(z.string())
    .describe('Entity references, for example the ownership references of the user'),
});
/** Params of `HAS_LABEL`. */
export const labelParams = z.object({
  label: z.string().describe('Name of the label'),
  value: z.string().optional().describe('Its value; any value when left out'),
});
/** Params of `HAS_ENVIRONMENT_TYPE` and `HAS_RESOURCE_TYPE`. */
export const typeParams = z.object({
  types: z.array(z.string()).describe('Names, one of which it has'),
});

/**
 * The parts of a rule `IS_OWNER`: entity references are compared in lower case, as the catalog does.
 */
export function ownerRule<TResource>(
  ownerOf: (resource: TResource) => string | undefined,
): Rule<TResource, typeof ownerParams> {
  return {
    name: 'IS_OWNER',
    description: 'The owner is one of the given entities',
    paramsSchema: ownerParams,
    apply(resource, { claims }) {
      const owner = ownerOf(resource)?.toLocaleLowerCase('en-US');
      return owner !== undefined && lowerCase(claims).includes(owner);
    },
    toQuery: ({ claims }) => ({ kind: 'owner', refs: lowerCase(claims) }),
  };
}

/** The parts of a rule `HAS_LABEL`. */
export function labelRule<TResource>(
  labelsOf: (resource: TResource) => Record<string, string>,
): Rule<TResource, typeof labelParams> {
  return {
    name: 'HAS_LABEL',
    description: 'It has the label, with the value when one is given',
    paramsSchema: labelParams,
    apply(resource, { label, value }) {
      const labels = labelsOf(resource);
      return Object.hasOwn(labels, label) && (value === undefined || labels[label] === value);
    },
    toQuery: ({ label, value }) => ({ kind: 'label', label, value }),
  };
}

/** The parts of a rule about a type: which name it has, and which filter of SQL it becomes. */
export function typeRule<TResource>(options: {
  name: string;
  description: string;
  kind: 'environment-type' | 'resource-type';
  typeOf: (resource: TResource) => string;
}): Rule<TResource, typeof typeParams> {
  return {
    name: options.name,
    description: options.description,
    paramsSchema: typeParams,
    apply: (resource, { types }) => types.includes(options.typeOf(resource)),
    toQuery: ({ types }) => ({ kind: options.kind, types }),
  };
}

function lowerCase(refs: string[]): string[] {
  return refs.map(ref => ref.toLocaleLowerCase('en-US'));
}
