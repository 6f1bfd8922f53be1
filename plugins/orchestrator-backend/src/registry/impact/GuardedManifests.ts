import type { Manifest, ManifestKind } from '@tutti/planner';
import { apiFileName } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Manifests, ManifestToSave } from '../manifests/Manifests';
import type { NewVersions } from '../sources/SourceConfig';
import type { ImpactGuard } from './ImpactGuard';

/** Options of {@link GuardedManifests.create}. */
export interface CreateGuardedManifestsOptions {
  manifests: Manifests;
  guard: ImpactGuard;
  /** Of the source of the API: what is only proposed changes nothing yet, and is guarded when it is promoted. */
  newVersions: NewVersions;
}

/** Asks what saving would take away before it saves. */
export class GuardedManifests implements Manifests {
  readonly #options: CreateGuardedManifestsOptions;

  private constructor(options: CreateGuardedManifestsOptions) {
    this.#options = options;
  }

  static create(options: CreateGuardedManifestsOptions): GuardedManifests {
    return new GuardedManifests(options);
  }

  read(manifest: ManifestToSave): Manifest {
    return this.#options.manifests.read(manifest);
  }

  async save(manifest: ManifestToSave, by: string, confirmImpact?: string): Promise<Manifest> {
    const { manifests, guard, newVersions } = this.#options;
    const { kind, name } = manifests.read(manifest);
    if (kind !== 'ResourceDefinition' || newVersions === 'default') {
      const file = { name: apiFileName({ kind, name }), content: manifest.text };
      await guard.assertConfirmed({ files: [file] }, confirmImpact, by);
    }
    return manifests.save(manifest, by);
  }

  async remove(
    place: { kind: ManifestKind; name: string },
    by: string,
    confirmImpact?: string,
  ): Promise<void> {
    const { manifests, guard } = this.#options;
    const { kind, name } = place;
    if (kind !== 'DefinitionTest') {
      await guard.assertConfirmed({ remove: [{ kind, name }] }, confirmImpact, by);
    }
    await manifests.remove(place, by);
  }
}
