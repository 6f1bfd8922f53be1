import type { Config } from '@backstage/config';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * The users that may sign in without a password: full entity references, such as
 * `user:default/ana`, from `platformOrchestrator.developmentSignIn.users`.
 *
 * @throws TypeError when an entry is not an entity reference.
 */
export function readDevelopmentUserRefs(config: Config): string[] {
  const users = config.getOptionalConfigArray('platformOrchestrator.developmentSignIn.users') ?? [];
  return users.map(user =>
    stringifyEntityRef(
      parseEntityRef(user.getString('entityRef'), {
        defaultKind: 'user',
        defaultNamespace: 'default',
      }),
    ),
  );
}
