import type {
  ChangeVersionStatusRequest,
  DefinitionVersionView,
  PromoteRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DefinitionVersions } from '../versions/DefinitionVersions';
import type { ImpactGuard } from './ImpactGuard';

/** Asks what promoting a version, or deprecating a default, would take away before it is done. */
export class GuardedVersions implements DefinitionVersions {
  readonly #versions: DefinitionVersions;
  readonly #guard: ImpactGuard;

  private constructor(options: { versions: DefinitionVersions; guard: ImpactGuard }) {
    this.#versions = options.versions;
    this.#guard = options.guard;
  }

  static create(options: { versions: DefinitionVersions; guard: ImpactGuard }): GuardedVersions {
    return new GuardedVersions(options);
  }

  async list(definition: string): Promise<DefinitionVersionView[]> {
    return this.#versions.list(definition);
  }

  async promote(request: PromoteRequest, by: string): Promise<DefinitionVersionView[]> {
    const { versions, confirmImpact } = request;
    await this.#guard.assertConfirmed({ promote: versions }, confirmImpact, by);
    return this.#versions.promote(request, by);
  }

  /**
   * Guarded where a default is deprecated, which is to matching what archiving its definition is. What is defective has to
   * leave matching at once, and what exists keeps it.
   */
  async changeStatus(
    place: { definition: string; version: number },
    request: ChangeVersionStatusRequest,
    by: string,
  ): Promise<DefinitionVersionView> {
    const { definition, version } = place;
    if (request.status === 'deprecated') {
      const known = await this.#versions.list(definition);
      if (known.some(each => each.version === version && each.status === 'default')) {
        const change = { remove: [{ kind: 'ResourceDefinition' as const, name: definition }] };
        await this.#guard.assertConfirmed(change, request.confirmImpact, by);
      }
    }
    return this.#versions.changeStatus(place, request, by);
  }
}
