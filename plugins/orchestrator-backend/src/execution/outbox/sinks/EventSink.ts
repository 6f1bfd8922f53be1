import type { EventsService } from '@backstage/plugin-events-node';
import type { WaitingMessage } from '../../../database/execution/readOutbox';
import type { OutboxSink } from '../OutboxSink';
import { distinctMessages } from './distinctMessages';

/** Publishes events. They are hints: the catalog and others read everything on a schedule as well. */
export class EventSink implements OutboxSink {
  readonly kind = 'event';
  readonly patience = 15 * 60;
  readonly #events: EventsService;

  private constructor(events: EventsService) {
    this.#events = events;
  }

  static create(options: { events: EventsService }): EventSink {
    return new EventSink(options.events);
  }

  async tell({ topic, payload }: WaitingMessage): Promise<void> {
    await this.#events.publish({ topic, eventPayload: payload });
  }

  /** What says the same is said once: whoever hears it reads the current state. */
  async tellTogether(messages: readonly WaitingMessage[]): Promise<void> {
    for (const message of distinctMessages(messages)) {
      await this.tell(message);
    }
  }
}
