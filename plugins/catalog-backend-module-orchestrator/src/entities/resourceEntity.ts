import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
} from '@backstage/catalog-model';
import type { ResourceEntity } from '@backstage/catalog-model';
import {
  APPLICATION_ANNOTATION,
  ENVIRONMENT_ANNOTATION,
  PLUGIN_ID,
  RESOURCE_ANNOTATION,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ActiveResource } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { WORKLOAD_TYPE } from '@tutti/planner';
import { UNKNOWN_OWNER, componentRefs, environmentUrl, namespaceOf } from './EntityContext';
import type { EntityContext } from './EntityContext';
import { entityName } from './entityName';

/**
 * Whether an active resource belongs into the catalog: a current incarnation that exists or may exist, of a type
 * that developers ask for, unless its definition keeps it out. Workloads are Components already.
 */
export function isInCatalog(resource: ActiveResource, internalTypes: ReadonlySet<string>): boolean {
  return (
    resource.role === 'current' &&
    resource.presence !== 'absent' &&
    resource.type !== WORKLOAD_TYPE &&
    resource.catalog !== false &&
    !internalTypes.has(resource.type)
  );
}

/** An active resource as a catalog Resource that the components which asked for it depend on. Never holds outputs. */
export function resourceEntity(context: EntityContext, resource: ActiveResource): ResourceEntity {
  const location = `${PLUGIN_ID}:resource/${resource.uid}`;
  const url = environmentUrl(context, resource.environment);
  const { application } = context;
  const title = resource.catalog === false ? undefined : resource.catalog.title;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace: namespaceOf(context),
      name: entityName(
        `${application.name}-${resource.environment}-${resource.type}-${resource.id}`,
        resource.uid,
      ),
      title: title ?? `${resource.type} ${resource.id} (${resource.environment})`,
      description: `Made by the definition ${resource.definition} with the driver ${resource.driver}.`,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_VIEW_URL]: url,
        [APPLICATION_ANNOTATION]: application.name,
        [ENVIRONMENT_ANNOTATION]: `${application.name}/${resource.environment}`,
        [RESOURCE_ANNOTATION]: resource.uid,
      },
      links: [{ url, title: 'Environment' }],
    },
    spec: {
      type: resource.type,
      owner: application.ownerRef ?? UNKNOWN_OWNER,
      ...(application.systemRef ? { system: application.systemRef } : {}),
      dependencyOf: componentRefs(context, resource.workloads),
    },
  };
}
