import type {
  CreateWebhookRequest,
  DeliveryView,
  Page,
  PageOptions,
  UpdateWebhookRequest,
  WebhookView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { applicationPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environments } from '../environments/Environments';
import type { Webhooks } from '../webhooks';
import { webhookNotFound } from '../webhooks/webhookNotFound';
import type { Authorization } from './Authorization';
import type { AuthorizedEnvironments } from './AuthorizedEnvironments';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';
import { applicationRuleset } from './rules/applicationRules';

/** Options of {@link AuthorizedWebhooks.create}. */
export interface CreateAuthorizedWebhooksOptions {
  webhooks: Webhooks;
  environments: Pick<Environments, 'applicationsByName'>;
  /** Finds what a caller may see by its name. */
  visible: Pick<AuthorizedEnvironments, 'getApplication'>;
  authorization: Authorization;
}

/**
 * Decides about every call before {@link Webhooks} gets it. Beside the permission about webhooks it takes sight of the
 * application that a webhook is restricted to.
 */
export class AuthorizedWebhooks {
  readonly #options: CreateAuthorizedWebhooksOptions;

  private constructor(options: CreateAuthorizedWebhooksOptions) {
    this.#options = options;
  }

  static create(options: CreateAuthorizedWebhooksOptions): AuthorizedWebhooks {
    return new AuthorizedWebhooks(options);
  }

  async list(
    filter: { application?: string } & PageOptions,
    caller: Caller,
  ): Promise<Page<WebhookView>> {
    const { authorization, visible, webhooks } = this.#options;
    await authorization.require(routePermissions.listWebhooks, caller);
    if (filter.application !== undefined) {
      await visible.getApplication(filter.application, caller);
    }
    const items: WebhookView[] = [];
    let page: Page<WebhookView> = { items: [], nextCursor: filter.cursor };
    do {
      page = await webhooks.list({ ...filter, cursor: page.nextCursor });
      items.push(...(await this.#visible(page.items, caller)));
    } while (items.length === 0 && page.nextCursor !== undefined);
    return { ...page, items };
  }

  async create(request: CreateWebhookRequest, caller: Caller): Promise<WebhookView> {
    const { authorization, visible, webhooks } = this.#options;
    await authorization.require(routePermissions.createWebhook, caller);
    if (request.application !== undefined) {
      await visible.getApplication(request.application, caller);
    }
    return webhooks.create(request, caller.ref);
  }

  async get(uid: string, caller: Caller): Promise<WebhookView> {
    return this.#get('getWebhook', uid, caller);
  }

  async update(uid: string, request: UpdateWebhookRequest, caller: Caller): Promise<WebhookView> {
    await this.#get('updateWebhook', uid, caller);
    return this.#options.webhooks.update(uid, request);
  }

  async remove(uid: string, caller: Caller): Promise<WebhookView> {
    await this.#get('deleteWebhook', uid, caller);
    return this.#options.webhooks.remove(uid);
  }

  async ping(uid: string, caller: Caller): Promise<DeliveryView> {
    await this.#get('pingWebhook', uid, caller);
    return this.#options.webhooks.ping(uid);
  }

  async listDeliveries(
    uid: string,
    page: PageOptions,
    caller: Caller,
  ): Promise<Page<DeliveryView>> {
    await this.#get('listDeliveries', uid, caller);
    return this.#options.webhooks.listDeliveries(uid, page);
  }

  async redeliver(uid: string, delivery: string, caller: Caller): Promise<DeliveryView> {
    await this.#get('redeliver', uid, caller);
    return this.#options.webhooks.redeliver(uid, delivery);
  }

  async #get(
    operation:
      | 'getWebhook'
      | 'updateWebhook'
      | 'deleteWebhook'
      | 'pingWebhook'
      | 'listDeliveries'
      | 'redeliver',
    uid: string,
    caller: Caller,
  ): Promise<WebhookView> {
    const { authorization, webhooks } = this.#options;
    await authorization.require(routePermissions[operation], caller);
    const [found] = await this.#visible([await webhooks.get(uid)], caller);
    if (!found) {
      throw webhookNotFound(uid);
    }
    return found;
  }

  async #visible(webhooks: WebhookView[], caller: Caller): Promise<WebhookView[]> {
    const { authorization, environments } = this.#options;
    const names = [...new Set(webhooks.flatMap(({ application }) => application ?? []))];
    if (names.length === 0) {
      return webhooks;
    }
    const sees = await authorization.sees(applicationPermissions.read, applicationRuleset, caller);
    const applications = await environments.applicationsByName(names);
    const seen = new Set(names.filter((_, at) => applications[at] && sees(applications[at])));
    return webhooks.filter(({ application }) => application === undefined || seen.has(application));
  }
}
