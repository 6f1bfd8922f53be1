import type { Config } from '@backstage/config';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** Somebody who may sign in without a password. */
export interface DevelopmentUser {
  /** Full reference of the user in the catalog, such as `user:default/ana`. */
  entityRef: string;
  /** The name that pages show. */
  title: string;
}

/**
 * The users in `platformOrchestrator.developmentSignIn.users`.
 *
 * @throws TypeError when an entry is not an entity reference, Error when it lacks a title.
 */
export function readDevelopmentUsers(config: Config): DevelopmentUser[] {
  const users = config.getOptionalConfigArray('platformOrchestrator.developmentSignIn.users') ?? [];
  return users.map(user => ({
    entityRef: stringifyEntityRef(
      parseEntityRef(user.getString('entityRef'), {
        defaultKind: 'user',
        defaultNamespace: 'default',
      }),
    ),
    title: user.getString('title'),
  }));
}
