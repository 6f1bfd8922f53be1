import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  DEFINITION_RESOURCE_TYPE,
  PLUGIN_ID,
  type DefinitionView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ResourceFilter } from './ResourceFilter';
import { ownerRule, typeRule } from './createRules';
import { rulesetOf } from './rulesetOf';

/** What conditions see of a resource definition. */
export type DefinitionFacts = Pick<DefinitionView, 'name' | 'owner' | 'type'>;

/** Resource definitions as conditions see them; a resource reference is a definition's name. */
export const definitionResourceRef = createPermissionResourceRef<
  DefinitionFacts,
  ResourceFilter
>().with({ pluginId: PLUGIN_ID, resourceType: DEFINITION_RESOURCE_TYPE });

/** Rules for conditions about resource definitions. */
export const definitionRules = {
  isOwner: createPermissionRule({
    resourceRef: definitionResourceRef,
    ...ownerRule<DefinitionFacts>(definition => definition.owner),
  }),
  hasResourceType: createPermissionRule({
    resourceRef: definitionResourceRef,
    ...typeRule<DefinitionFacts>({
      name: 'HAS_RESOURCE_TYPE',
      description: 'The definition makes resources of one of the given types',
      kind: 'resource-type',
      typeOf: definition => definition.type,
    }),
  }),
};

/** {@link definitionRules} by the names that conditions use. */
export const definitionRuleset = rulesetOf(definitionRules);

const exported = createConditionExports({
  resourceRef: definitionResourceRef,
  rules: definitionRules,
});

/** For authors of permission policies: conditions about resource definitions. */
export const definitionConditions = exported.conditions;
/** For authors of permission policies: a decision about definitions that depends on conditions. */
export const createDefinitionConditionalDecision = exported.createConditionalDecision;
