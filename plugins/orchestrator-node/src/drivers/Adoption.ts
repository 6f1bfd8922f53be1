import type { JsonObject } from '@tutti/score';
import type { NodeManifests } from '../manifests/NodeManifests';
import type { DriverContext } from './DriverContext';

/**
 * A thing that another driver made and that is to be adopted (`manifests.md`, Replace or update), as its ledger row has
 * it. Neither the state of the other driver nor its inputs are handed on: nobody else can read them.
 */
export interface Adoption {
  /** Id of the driver that made it. */
  readonly driver: string;
  /** The definition that it was made with. */
  readonly definition: string;
  readonly definitionVersion: number;
  /** What it is called within that driver; absent only where there are manifests, which name their objects. */
  readonly externalId?: string;
  /** Its outputs as the resource type promises them; secrets as the adopting driver's `secretInputs` says. */
  readonly outputs: JsonObject;
  /** The Kubernetes objects that are delivered for it; absent: none are. */
  readonly manifests?: NodeManifests['objects'];
}

/** The context of `adopt`, and of `plan` before it. */
export type AdoptingContext<
  TInputs extends JsonObject = JsonObject,
  TState extends JsonObject = JsonObject,
> = DriverContext<TInputs, TState> & { readonly adopting: Adoption };

/** Whether a context is about something that another driver made and that is to be adopted. */
export function isAdopting<TInputs extends JsonObject, TState extends JsonObject>(
  context: DriverContext<TInputs, TState>,
): context is AdoptingContext<TInputs, TState> {
  return context.adopting !== undefined;
}
