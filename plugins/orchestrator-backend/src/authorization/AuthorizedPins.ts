import type {
  Page,
  PageOptions,
  PinView,
  SetPinRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Pins } from '../registry/pins/Pins';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';

/** Decides about every call before {@link Pins} gets it. */
export class AuthorizedPins {
  readonly #pins: Pins;
  readonly #authorization: Authorization;

  private constructor(options: { pins: Pins; authorization: Authorization }) {
    this.#pins = options.pins;
    this.#authorization = options.authorization;
  }

  static create(options: { pins: Pins; authorization: Authorization }): AuthorizedPins {
    return new AuthorizedPins(options);
  }

  async list(
    filter: { application?: string; environment?: string } & PageOptions,
    caller: Caller,
  ): Promise<Page<PinView>> {
    await this.#authorization.require(routePermissions.listPins, caller);
    return this.#pins.list(filter);
  }

  async set(request: SetPinRequest, caller: Caller): Promise<PinView> {
    await this.#authorization.require(routePermissions.setPin, caller);
    return this.#pins.set(request, caller.ref);
  }

  async remove(uid: string, caller: Caller): Promise<PinView> {
    await this.#authorization.require(routePermissions.deletePin, caller);
    return this.#pins.remove(uid);
  }
}
