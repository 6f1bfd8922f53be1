import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { SubmissionPrincipal } from '../deployments/Deployments';
import type { Caller } from './Caller';
import type { ServiceGrants } from './ServiceGrants';

/**
 * Who submits, and for whom. A person submits for themselves. A service may say for which person it does, and has to
 * where its configuration says so: that person counts as the requester, and so may not approve what they have asked for
 * through it.
 *
 * @param actor - entity reference of a user
 * @throws InputError for what is no reference of a user, for a person who says that it is for another, and for a service
 * that does not say for whom and has to.
 */
export function principalOf(
  caller: Caller,
  services: ServiceGrants,
  actor: string | undefined,
): SubmissionPrincipal {
  const automation = caller.kind === 'service' ? { automated: true } : {};
  if (actor === undefined) {
    if (caller.kind === 'service' && services.requiresActor(caller.ref)) {
      throw new InputError(
        `actor: the service "${caller.ref}" has to say for which person it submits, as an entity reference such as ` +
          '"user:default/ana".',
      );
    }
    return { ref: caller.ref, ...automation };
  }
  const onBehalfOf = userRef(actor);
  if (caller.kind === 'service') {
    return { ref: caller.ref, onBehalfOf, ...automation };
  }
  if (onBehalfOf !== caller.ref.toLocaleLowerCase('en-US')) {
    throw new InputError(
      `actor: only a service submits for somebody else, and you are signed in as ${caller.ref}. Leave it out.`,
    );
  }
  return { ref: caller.ref };
}

function userRef(actor: string): string {
  const hint = `actor: "${actor}" is no reference of a user: write it as "user:default/ana".`;
  try {
    const ref = parseEntityRef(actor, { defaultKind: 'user', defaultNamespace: 'default' });
    if (ref.kind.toLocaleLowerCase('en-US') === 'user') {
      return stringifyEntityRef(ref);
    }
  } catch (error) {
    throw new InputError(hint, error);
  }
  throw new InputError(hint);
}
