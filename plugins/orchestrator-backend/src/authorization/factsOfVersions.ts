import type { DefinitionVersionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DefinitionFacts } from './rules/definitionRules';

/**
 * What permissions about a definition are decided by: the version that lists show, the default one, or else the newest.
 *
 * @param versions - newest first
 */
export function factsOfVersions(versions: readonly DefinitionVersionView[]): DefinitionFacts {
  const { spec } = versions.find(each => each.status === 'default') ?? versions[0];
  const { name, owner, type } = spec;
  return { name, owner, type };
}
