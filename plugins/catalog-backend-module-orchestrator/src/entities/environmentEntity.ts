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
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { UNKNOWN_OWNER, componentRefs, environmentUrl, namespaceOf } from './EntityContext';
import type { EntityContext } from './EntityContext';
import { entityName } from './entityName';

/** An environment as a catalog Resource that the components of its workloads depend on. */
export function environmentEntity(
  context: EntityContext,
  environment: Environment,
): ResourceEntity {
  const location = `${PLUGIN_ID}:environment/${environment.uid}`;
  const url = environmentUrl(context, environment.name);
  const { application } = context;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace: namespaceOf(context),
      name: entityName(`${application.name}-${environment.name}`, environment.uid),
      title: `${application.title ?? application.name} in ${environment.name}`,
      description: `Environment of type ${environment.type}.`,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_VIEW_URL]: url,
        [APPLICATION_ANNOTATION]: application.name,
        [ENVIRONMENT_ANNOTATION]: `${application.name}/${environment.name}`,
      },
      links: [{ url, title: 'Environment' }],
    },
    spec: {
      type: 'environment',
      owner: application.ownerRef ?? UNKNOWN_OWNER,
      ...(application.systemRef ? { system: application.systemRef } : {}),
      dependencyOf: componentRefs(context, environment.workloads),
    },
  };
}
