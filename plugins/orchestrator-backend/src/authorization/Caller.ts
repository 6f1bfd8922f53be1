import type {
  AuthService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** Who makes a call: a signed-in user, or a service. */
export interface Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal | BackstageServicePrincipal>;
  /** `user`: decided by the permission framework; `service`: by the guard first. */
  kind: 'user' | 'service';
  /** The user's entity reference, or the service's subject; recorded as the one who asked. */
  ref: string;
}

/**
 * Reads who makes a call from its credentials.
 *
 * @throws Error for credentials of nobody, which the HTTP layer has refused before.
 */
export function callerOf(auth: AuthService, credentials: BackstageCredentials): Caller {
  if (auth.isPrincipal(credentials, 'user')) {
    return { credentials, kind: 'user', ref: credentials.principal.userEntityRef };
  }
  if (auth.isPrincipal(credentials, 'service')) {
    return { credentials, kind: 'service', ref: credentials.principal.subject };
  }
  throw new Error('The call carries the credentials of neither a user nor a service.');
}
