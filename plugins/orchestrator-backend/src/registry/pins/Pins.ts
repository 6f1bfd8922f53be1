import { NotFoundError } from '@backstage/errors';
import type {
  Page,
  PageOptions,
  PinsFilter,
  PinView,
  SetPinRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Pin } from '@tutti/planner';

/** Pins bind nodes to a version of a definition, and so skip matching. They are state of the registry, not of manifests. */
export interface Pins {
  /** Default 50 on a page, at most 200. @throws NotFoundError naming the application or the environment. */
  list(filter: PinsFilter & PageOptions): Promise<Page<PinView>>;
  /**
   * Binds a node from its next deployment on, in place of what bound it in the same scope.
   *
   * @param by - entity reference or subject of who binds it
   * @throws InputError for a node that cannot be, or of another type than the definition's; NotFoundError for what does
   *   not exist; ConflictError for a version that was sorted out.
   */
  set(request: SetPinRequest, by: string): Promise<PinView>;
  /** @throws NotFoundError. */
  get(uid: string): Promise<PinView>;
  /** Lets a node be matched again when its request changes. @throws NotFoundError. */
  remove(uid: string): Promise<PinView>;
  /** The pins that apply in an environment: its own, and those of the application for other nodes. */
  of(environment: { uid: string; applicationUid: string }): Promise<Pin[]>;
}

/** What is said about a pin that does not exist, and about one that the caller may not know of. */
export function pinNotFound(uid: string): NotFoundError {
  return new NotFoundError(`There is no pin with the uid ${uid}.`);
}
