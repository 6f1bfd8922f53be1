import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  applicationPermissions,
  definitionPermissions,
  environmentPermissions,
  ledgerPermissions,
  registryPermissions,
  valuePermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environments } from '../environments/Environments';
import type { Registry } from '../registry/Registry';
import { applicationResourceRef, applicationRules } from './rules/applicationRules';
import { definitionResourceRef, definitionRules } from './rules/definitionRules';
import { environmentResourceRef, environmentRules } from './rules/environmentRules';

/**
 * Tells the permission framework which permissions, rules and resources there are, so that policies can be written
 * and pages can ask about one resource. The backend itself decides through `Authorization`.
 */
export function registerPermissions(
  permissionsRegistry: PermissionsRegistryService,
  rooms: { environments: Environments; registry: Registry },
): void {
  const { environments, registry } = rooms;
  permissionsRegistry.addResourceType({
    resourceRef: applicationResourceRef,
    permissions: Object.values(applicationPermissions),
    rules: Object.values(applicationRules),
    getResources: names => environments.applicationsByName(names),
  });
  permissionsRegistry.addResourceType({
    resourceRef: environmentResourceRef,
    permissions: [
      ...Object.values(environmentPermissions),
      ...Object.values(valuePermissions),
      ...Object.values(ledgerPermissions),
    ],
    rules: Object.values(environmentRules),
    getResources: refs => environments.recordsByRef(refs),
  });
  permissionsRegistry.addResourceType({
    resourceRef: definitionResourceRef,
    permissions: Object.values(definitionPermissions),
    rules: Object.values(definitionRules),
    getResources: async names => {
      const { registry: snapshot } = await registry.snapshot();
      const byName = new Map(snapshot.definitions.map(({ name, spec }) => [name, spec]));
      return names.map(name => byName.get(name));
    },
  });
  permissionsRegistry.addPermissions(Object.values(registryPermissions));
}
