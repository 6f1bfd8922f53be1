import type {
  ChangeVersionStatusRequest,
  DefinitionVersionView,
  PromoteRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/**
 * Which version of a definition is in force. That is state of the registry, decided by people or by what a source says
 * about new versions, and never written in a manifest.
 */
export interface DefinitionVersions {
  /** All versions, newest first. @throws NotFoundError when there has never been such a definition. */
  list(definition: string): Promise<DefinitionVersionView[]>;
  /**
   * Makes versions the defaults of their definitions, with the criteria that their manifests declare, all of them or
   * none; so definitions can swap criteria. A version that is the default already brings criteria that wait on it.
   *
   * @param by - entity reference or subject of who promotes
   * @throws NotFoundError for an unknown version; ConflictError for a transition that there is not, for a definition that
   *   no source declares any more, and for criteria that another definition has.
   */
  promote(request: PromoteRequest, by: string): Promise<DefinitionVersionView[]>;
  /**
   * Sorts a version out, or restores one that was. A default that turns out to be defective leaves matching at once;
   * what exists keeps it.
   *
   * @throws NotFoundError; ConflictError for a transition that there is not.
   */
  changeStatus(
    place: { definition: string; version: number },
    request: ChangeVersionStatusRequest,
    by: string,
  ): Promise<DefinitionVersionView>;
}
