import type { SignalsService } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { WaitingMessage } from '../../../database/execution/readOutboxStream';
import type { OutboxSink } from '../OutboxSink';

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
}
