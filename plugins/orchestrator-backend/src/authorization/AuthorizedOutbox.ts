import type {
  OutboxFailureView,
  Page,
  PageOptions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { OutboxFailures } from '../execution/outbox/OutboxFailures';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { routePermissions } from './routePermissions';

/** Decides about every call before {@link OutboxFailures} gets it. */
export class AuthorizedOutbox {
  readonly #outbox: OutboxFailures;
  readonly #authorization: Authorization;

  private constructor(options: { outbox: OutboxFailures; authorization: Authorization }) {
    this.#outbox = options.outbox;
    this.#authorization = options.authorization;
  }

  static create(options: { outbox: OutboxFailures; authorization: Authorization }) {
    return new AuthorizedOutbox(options);
  }

  async list(page: PageOptions, caller: Caller): Promise<Page<OutboxFailureView>> {
    await this.#authorization.require(routePermissions.listOutboxFailures, caller);
    return this.#outbox.list(page);
  }

  async retry(id: string, caller: Caller): Promise<{ id: string }> {
    await this.#authorization.require(routePermissions.retryOutboxMessage, caller);
    return this.#outbox.retry(id);
  }
}
