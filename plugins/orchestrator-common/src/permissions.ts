import { createPermission } from '@backstage/plugin-permission-common';
import type { PermissionAttributes, ResourcePermission } from '@backstage/plugin-permission-common';

/** Resource type of permissions about applications. */
export const APPLICATION_RESOURCE_TYPE = 'platform-orchestrator-application';
/** Resource type of permissions about environments, their values and their ledger. */
export const ENVIRONMENT_RESOURCE_TYPE = 'platform-orchestrator-environment';
/** Resource type of permissions about resource definitions. */
export const DEFINITION_RESOURCE_TYPE = 'platform-orchestrator-definition';

type Action = NonNullable<PermissionAttributes['action']>;

function permissionsOf<TVerb extends string, TResource extends string>(
  noun: string,
  resourceType: TResource,
  verbs: Record<TVerb, Action>,
): Record<TVerb, ResourcePermission<TResource>> {
  const entries = Object.entries(verbs).map(([verb, action]) => [
    verb,
    createPermission({
      name: `platform-orchestrator.${noun}.${verb}`,
      attributes: { action: action as Action },
      resourceType,
    }),
  ]);
  return Object.fromEntries(entries);
}

function basicPermission(noun: string, verb: string, action: Action) {
  return createPermission({
    name: `platform-orchestrator.${noun}.${verb}`,
    attributes: { action },
  });
}

/** Permissions about applications. */
export const applicationPermissions = permissionsOf('application', APPLICATION_RESOURCE_TYPE, {
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
});

/** Permissions about environments. */
export const environmentPermissions = permissionsOf('environment', ENVIRONMENT_RESOURCE_TYPE, {
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
  deploy: 'update',
  approve: 'update',
  unlock: 'update',
  'read-log': 'read',
});

/** Permissions about shared variables and secrets; conditions as for environments. */
export const valuePermissions = permissionsOf('value', ENVIRONMENT_RESOURCE_TYPE, {
  read: 'read',
  write: 'update',
  reveal: 'read',
});

/** Permissions about active resources; conditions as for environments. */
export const ledgerPermissions = permissionsOf('ledger', ENVIRONMENT_RESOURCE_TYPE, {
  read: 'read',
  adopt: 'update',
  move: 'update',
  destroy: 'delete',
  resolve: 'update',
});

/** Permissions about resource definitions. */
export const definitionPermissions = permissionsOf('definition', DEFINITION_RESOURCE_TYPE, {
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
  promote: 'update',
  rollout: 'update',
});

/** Permissions without a resource: the rest of the registry. */
export const registryPermissions = {
  explain: basicPermission('registry', 'explain', 'read'),
  impact: basicPermission('registry', 'impact', 'read'),
  readResourceTypes: basicPermission('resource-type', 'read', 'read'),
  writeResourceTypes: basicPermission('resource-type', 'write', 'update'),
  readEnvironmentTypes: basicPermission('environment-type', 'read', 'read'),
  writeEnvironmentTypes: basicPermission('environment-type', 'write', 'update'),
  readSources: basicPermission('source', 'read', 'read'),
  writeSources: basicPermission('source', 'write', 'update'),
  readPins: basicPermission('pin', 'read', 'read'),
  writePins: basicPermission('pin', 'write', 'update'),
  readWebhooks: basicPermission('webhook', 'read', 'read'),
  writeWebhooks: basicPermission('webhook', 'write', 'update'),
  readOutbox: basicPermission('outbox', 'read', 'read'),
  writeOutbox: basicPermission('outbox', 'write', 'update'),
};

/** Every permission of the plugin, in a stable order. */
export const platformOrchestratorPermissions = [
  ...Object.values(applicationPermissions),
  ...Object.values(environmentPermissions),
  ...Object.values(valuePermissions),
  ...Object.values(ledgerPermissions),
  ...Object.values(definitionPermissions),
  ...Object.values(registryPermissions),
];
