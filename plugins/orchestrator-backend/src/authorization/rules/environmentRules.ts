import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  ENVIRONMENT_RESOURCE_TYPE,
  PLUGIN_ID,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { EnvironmentCandidate } from '../../environments/Environments';
import type { ResourceFilter } from './ResourceFilter';
import { labelRule, ownerRule, typeRule } from './createRules';
import { rulesetOf } from './rulesetOf';

/**
 * Environments as conditions see them, which also decide about their deployments, values and ledger; a resource
 * reference is `<application>/<environment>`, or the environment's uid.
 */
export const environmentResourceRef = createPermissionResourceRef<
  EnvironmentCandidate,
  ResourceFilter
>().with({ pluginId: PLUGIN_ID, resourceType: ENVIRONMENT_RESOURCE_TYPE });

/** Rules for conditions about environments; the owner is the application's. */
export const environmentRules = {
  isOwner: createPermissionRule({
    resourceRef: environmentResourceRef,
    ...ownerRule<EnvironmentCandidate>(environment => environment.ownerRef),
  }),
  hasEnvironmentType: createPermissionRule({
    resourceRef: environmentResourceRef,
    ...typeRule<EnvironmentCandidate>({
      name: 'HAS_ENVIRONMENT_TYPE',
      description: 'The environment is of one of the given types',
      kind: 'environment-type',
      typeOf: environment => environment.type,
    }),
  }),
  hasLabel: createPermissionRule({
    resourceRef: environmentResourceRef,
    ...labelRule<EnvironmentCandidate>(environment => environment.labels),
  }),
};

/** {@link environmentRules} by the names that conditions use. */
export const environmentRuleset = rulesetOf(environmentRules);

const exported = createConditionExports({
  resourceRef: environmentResourceRef,
  rules: environmentRules,
});

/** For authors of permission policies: conditions about environments. */
export const environmentConditions = exported.conditions;
/** For authors of permission policies: a decision about environments that depends on conditions. */
export const createEnvironmentConditionalDecision = exported.createConditionalDecision;
