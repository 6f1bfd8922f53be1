import type { Entity } from '@backstage/catalog-model';
import {
  APPLICATION_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** The application that a System or Component belongs to, when it says so. */
export function applicationOf(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[APPLICATION_ANNOTATION];
}

/** The workload that a Component is, when it says so. */
export function workloadOf(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[WORKLOAD_ANNOTATION];
}
