import { parseEntityRef } from '@backstage/catalog-model';
import type { Application } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** What the catalog knows about an application, as far as its environments and resources need it. */
export interface EntityContext {
  application: Application;
  /** Entity reference of the component of each workload, by workload name. */
  components: ReadonlyMap<string, string>;
  /** Where the portal's pages are, without a slash at the end. */
  appBaseUrl: string;
}

/** The owner of entities whose application has none that is known. */
export const UNKNOWN_OWNER = 'unknown';

/** The namespace of the application's System; its environments and resources live beside it. */
export function namespaceOf(context: EntityContext): string {
  const { systemRef } = context.application;
  return systemRef
    ? parseEntityRef(systemRef, { defaultKind: 'System', defaultNamespace: 'default' }).namespace
    : 'default';
}

/** Full references of the components of these workloads, sorted; workloads without a component are left out. */
export function componentRefs(context: EntityContext, workloads: readonly string[]): string[] {
  return workloads.flatMap(workload => context.components.get(workload) ?? []).sort();
}

/** The page of an environment. */
export function environmentUrl(context: EntityContext, environment: string): string {
  const application = encodeURIComponent(context.application.name);
  return `${context.appBaseUrl}/platform/environments/${application}/${encodeURIComponent(environment)}`;
}
