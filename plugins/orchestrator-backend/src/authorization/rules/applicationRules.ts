import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  APPLICATION_RESOURCE_TYPE,
  PLUGIN_ID,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ApplicationCandidate } from '../../environments/Environments';
import type { ResourceFilter } from './ResourceFilter';
import { labelRule, ownerRule } from './createRules';
import { rulesetOf } from './rulesetOf';

/** Applications as conditions see them; a resource reference is an application's name. */
export const applicationResourceRef = createPermissionResourceRef<
  ApplicationCandidate,
  ResourceFilter
>().with({ pluginId: PLUGIN_ID, resourceType: APPLICATION_RESOURCE_TYPE });

/** Rules for conditions about applications. */
export const applicationRules = {
  isOwner: createPermissionRule({
    resourceRef: applicationResourceRef,
    ...ownerRule<ApplicationCandidate>(application => application.ownerRef),
  }),
  hasLabel: createPermissionRule({
    resourceRef: applicationResourceRef,
    ...labelRule<ApplicationCandidate>(application => application.labels),
  }),
};

/** {@link applicationRules} by the names that conditions use. */
export const applicationRuleset = rulesetOf(applicationRules);

const exported = createConditionExports({
  resourceRef: applicationResourceRef,
  rules: applicationRules,
});

/** For authors of permission policies: conditions about applications. */
export const applicationConditions = exported.conditions;
/** For authors of permission policies: a decision about applications that depends on conditions. */
export const createApplicationConditionalDecision = exported.createConditionalDecision;
