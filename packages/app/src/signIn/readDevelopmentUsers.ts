import type { Config } from '@backstage/config';

/** A user that development sign-in offers. */
export interface DevelopmentUser {
  /** Full reference of the user in the catalog, such as `user:default/ana`. */
  entityRef: string;
  /** The name on the button. */
  title: string;
  /** What the user does, in a few words; the reference is shown when there is none. */
  description?: string;
}

/**
 * The users in `platformOrchestrator.developmentSignIn.users`, in their order there.
 *
 * @throws Error that names the key when an entry lacks its reference or title.
 */
export function readDevelopmentUsers(config: Config): DevelopmentUser[] {
  const users = config.getOptionalConfigArray('platformOrchestrator.developmentSignIn.users') ?? [];
  return users.map(user => ({
    entityRef: user.getString('entityRef'),
    title: user.getString('title'),
    description: user.getOptionalString('description'),
  }));
}
