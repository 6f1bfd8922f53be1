import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  CONFIG_ROOT,
  environmentPermissions,
  platformOrchestratorPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

const PATH = `${CONFIG_ROOT}.services`;

/** What only people may do, whatever the configuration says: an approval is a person's word. */
const PEOPLE_ONLY: ReadonlySet<string> = new Set([environmentPermissions.approve.name]);

/**
 * Which services may do what. Backstage's permission framework lets every service principal through, so this list
 * stands before it: a service gets the permissions that it is listed with, and nothing by default.
 */
export class ServiceGrants {
  readonly #permissionsBySubject: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #requireActor: ReadonlySet<string>;

  private constructor(
    permissionsBySubject: ReadonlyMap<string, ReadonlySet<string>>,
    requireActor: ReadonlySet<string>,
  ) {
    this.#permissionsBySubject = permissionsBySubject;
    this.#requireActor = requireActor;
  }

  /**
   * Reads `platformOrchestrator.services`: `[{ subject, permissions, requireActor }]`, permissions as names, or as patterns
   * in which `*` stands for any text.
   *
   * @throws InputError when a pattern fits no permission, which is a slip of the pen, or a subject is listed twice.
   */
  static fromConfig(config: Config): ServiceGrants {
    const permissionsBySubject = new Map<string, Set<string>>();
    const requireActor = new Set<string>();
    for (const [index, entry] of (config.getOptionalConfigArray(PATH) ?? []).entries()) {
      const subject = entry.getString('subject');
      if (permissionsBySubject.has(subject)) {
        throw new InputError(
          `${PATH}[${index}] lists the subject "${subject}" again: write all its permissions in one entry.`,
        );
      }
      const names = entry
        .getStringArray('permissions')
        .flatMap(pattern => namesFitting(pattern, `${PATH}[${index}].permissions`));
      permissionsBySubject.set(subject, new Set(names));
      if (entry.getOptionalBoolean('requireActor')) {
        requireActor.add(subject);
      }
    }
    return new ServiceGrants(permissionsBySubject, requireActor);
  }

  /** Whether the service is listed with the permission of this name. */
  allows(subject: string, permissionName: string): boolean {
    return (
      !PEOPLE_ONLY.has(permissionName) &&
      (this.#permissionsBySubject.get(subject)?.has(permissionName) ?? false)
    );
  }

  /** Whether the service has to say for which person it submits. */
  requiresActor(subject: string): boolean {
    return this.#requireActor.has(subject);
  }
}

function namesFitting(pattern: string, path: string): string[] {
  const parts = pattern.split('*').map(part => part.replace(/[.\\^$+?()[\]{}|]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`);
  const names = platformOrchestratorPermissions
    .map(permission => permission.name)
    .filter(name => expression.test(name));
  if (names.length === 0) {
    throw new InputError(
      `${path} has "${pattern}", which fits no permission of the platform orchestrator: write a name such as ` +
        `"${environmentPermissions.deploy.name}", or a pattern such as "platform-orchestrator.environment.*".`,
    );
  }
  return names;
}
