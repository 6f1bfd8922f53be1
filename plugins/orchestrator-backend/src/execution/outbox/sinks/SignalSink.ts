import type { SignalsService } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { WaitingMessage } from '../../../database/execution/readOutbox';
import type { OutboxSink } from '../OutboxSink';
import { distinctMessages } from './distinctMessages';

/** Broadcasts signals to open pages, which ask again by themselves after a while: old ones are worth little. */
export class SignalSink implements OutboxSink {
  readonly kind = 'signal';
  readonly patience = 60;
  readonly #signals: SignalsService;

  private constructor(signals: SignalsService) {
    this.#signals = signals;
  }

  static create(options: { signals: SignalsService }): SignalSink {
    return new SignalSink(options.signals);
  }

  async tell({ topic, payload }: WaitingMessage): Promise<void> {
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: topic,
      message: payload as JsonObject,
    });
  }

  /** What says the same is said once: whoever hears it reads the current state. */
  async tellTogether(messages: readonly WaitingMessage[]): Promise<void> {
    for (const message of distinctMessages(messages)) {
      await this.tell(message);
    }
  }
}
