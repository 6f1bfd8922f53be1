import type { Manifest, ManifestKind } from '@tutti/planner';

/** A manifest to be saved. */
export interface ManifestToSave {
  /** YAML with exactly one document. */
  text: string;
  kind: ManifestKind;
  /** As the route names it; absent: whatever the text says. */
  name?: string;
  /** Refused when the name is taken. */
  isNew?: boolean;
}

/**
 * Manifests that people save through the API. They are checked as files are, together with everything that is
 * registered, and come into force as the source named `api` says. What another source declares is read-only here.
 */
export interface Manifests {
  /** Reads one manifest. @throws ProblemsError with line, column and path of all that is wrong in it. */
  read(manifest: ManifestToSave): Manifest;
  /**
   * @param by - entity reference or subject of who saves
   * @param confirmImpact - uid of the impact report that shows what saving takes away
   * @throws ProblemsError for what is wrong in it; ConflictError when another source declares the name, when others
   *   would break, or when it is the content of an older version.
   */
  save(manifest: ManifestToSave, by: string, confirmImpact?: string): Promise<Manifest>;
  /** @throws NotFoundError; ConflictError when another source declares it, or others need it. */
  remove(
    place: { kind: ManifestKind; name: string },
    by: string,
    confirmImpact?: string,
  ): Promise<void>;
}
