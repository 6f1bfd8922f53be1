import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  applicationPermissions,
  environmentPermissions,
  type Page,
  type PageOptions,
  type PinsFilter,
  type PinView,
  type SetPinRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environments } from '../environments/Environments';
import { pinNotFound, type Pins } from '../registry/pins/Pins';
import type { Registry } from '../registry/Registry';
import type { Authorization, ResourceRules } from './Authorization';
import type { AuthorizedEnvironments } from './AuthorizedEnvironments';
import type { Caller } from './Caller';
import { DefinitionAccess } from './DefinitionAccess';
import { routePermissions } from './routePermissions';
import { applicationRuleset } from './rules/applicationRules';
import { environmentRuleset } from './rules/environmentRules';

/** Options of {@link AuthorizedPins.create}. */
export interface CreateAuthorizedPinsOptions {
  pins: Pins;
  environments: Environments;
  /** Finds what a caller may see by its name. */
  visible: AuthorizedEnvironments;
  registry: Pick<Registry, 'getDefinition'>;
  authorization: Authorization;
}

type Place = { application: string; environment?: string };

/**
 * Decides about every call before {@link Pins} gets it. Beside the permission about pins it takes sight of what a pin is
 * about: its environment, or of one for all environments its application; and to set one, its definition.
 */
export class AuthorizedPins {
  readonly #options: CreateAuthorizedPinsOptions;

  private constructor(options: CreateAuthorizedPinsOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedPinsOptions): AuthorizedPins {
    return new AuthorizedPins(options);
  }

  async list(filter: PinsFilter & PageOptions, caller: Caller): Promise<Page<PinView>> {
    const { authorization, pins } = this.#options;
    await authorization.require(routePermissions.listPins, caller);
    const { application, environment } = filter;
    if (application !== undefined) {
      await this.#assertVisible({ application, environment }, caller);
    }
    const items: PinView[] = [];
    let page: Page<PinView> = { items: [], nextCursor: filter.cursor };
    do {
      page = await pins.list({ ...filter, cursor: page.nextCursor });
      items.push(...(await this.#visible(page.items, caller)));
    } while (items.length === 0 && page.nextCursor !== undefined);
    return { ...page, items };
  }

  async set(request: SetPinRequest, caller: Caller): Promise<PinView> {
    const { authorization, pins, registry } = this.#options;
    await authorization.require(routePermissions.setPin, caller);
    await this.#assertVisible(request, caller);
    const definition = await registry.getDefinition(request.definition);
    await DefinitionAccess.create({ authorization }).assertReadable([definition], caller);
    return pins.set(request, caller.ref);
  }

  async remove(uid: string, caller: Caller): Promise<PinView> {
    const { authorization, pins } = this.#options;
    await authorization.require(routePermissions.deletePin, caller);
    const [visible] = await this.#visible([await pins.get(uid)], caller);
    if (!visible) {
      throw pinNotFound(uid);
    }
    return pins.remove(uid);
  }

  async #assertVisible({ application, environment }: Place, caller: Caller): Promise<void> {
    const { visible } = this.#options;
    if (environment === undefined) {
      await visible.getApplication(application, caller);
    } else {
      await visible.find(application, environment, caller);
    }
  }

  async #visible(pins: PinView[], caller: Caller): Promise<PinView[]> {
    const { authorization, environments } = this.#options;
    const seen = <T>(permission: ResourcePermission, rules: ResourceRules<T>) =>
      authorization.sees(permission, rules, caller);
    const seesApplication = await seen(applicationPermissions.read, applicationRuleset);
    const seesEnvironment = await seen(environmentPermissions.read, environmentRuleset);
    const wide = pins.filter(pin => pin.environment === undefined);
    const own = pins.filter(pin => pin.environment !== undefined);
    const applications = await environments.applicationsByName(wide.map(pin => pin.application));
    const records = await environments.recordsByRef(
      own.map(pin => `${pin.application}/${pin.environment}`),
    );
    const visible = new Set([
      ...wide.filter((_, at) => applications[at] && seesApplication(applications[at])),
      ...own.filter((_, at) => records[at] && seesEnvironment(records[at])),
    ]);
    return pins.filter(pin => visible.has(pin));
  }
}
