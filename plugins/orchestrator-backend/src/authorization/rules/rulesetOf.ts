import { NotFoundError } from '@backstage/errors';
import type { PermissionRule, PermissionRuleset } from '@backstage/plugin-permission-node';
import type { ResourceFilter } from './ResourceFilter';

/** Finds rules by name, as conditions name them. */
export function rulesetOf<TResource, TResourceType extends string>(
  rules: Record<string, PermissionRule<TResource, ResourceFilter, TResourceType, any>>,
): PermissionRuleset<TResource, ResourceFilter, TResourceType> {
  const byName = new Map(Object.values(rules).map(rule => [rule.name, rule]));
  return {
    getRuleByName(name) {
      const rule = byName.get(name);
      if (!rule) {
        throw new NotFoundError(
          `The permission policy uses the rule "${name}", which does not exist here: use one of ` +
            `${[...byName.keys()].join(', ')}.`,
        );
      }
      return rule;
    },
  };
}
