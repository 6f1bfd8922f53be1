import type { Driver, DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type {
  DriverAnswer,
  DriverInvoker,
  DriverOperation,
} from '../execution/drivers/DriverInvoker';
import { errorOutcome } from './errorOutcome';
import { secondsSince } from './secondsSince';
import type { Telemetry } from './Telemetry';

/** Measures the calls of drivers, wherever they run: a span, a duration, and errors by class. */
export class MeasuredDriverInvoker implements DriverInvoker {
  readonly #inner: DriverInvoker;
  readonly #telemetry: Telemetry;

  private constructor(inner: DriverInvoker, telemetry: Telemetry) {
    this.#inner = inner;
    this.#telemetry = telemetry;
  }

  static create(options: { inner: DriverInvoker; telemetry: Telemetry }): MeasuredDriverInvoker {
    return new MeasuredDriverInvoker(options.inner, options.telemetry);
  }

  invoke<K extends DriverOperation>(
    driver: Driver,
    operation: K,
    context: DriverContext,
  ): Promise<DriverAnswer<K>> {
    const telemetry = this.#telemetry;
    const attributes = { driver: driver.id, operation };
    const begun = performance.now();
    const ended = (outcome: string) =>
      telemetry.record('driverDuration', secondsSince(begun), { ...attributes, outcome });
    const spanned = { 'tutti.driver': driver.id, 'tutti.operation': operation };
    const measure = async <T>(call: () => Promise<T>): Promise<T> => {
      try {
        const answer = await call();
        ended('succeeded');
        return answer;
      } catch (error) {
        ended('failed');
        telemetry.count('driverErrors', { ...attributes, class: errorOutcome(error) });
        throw error;
      }
    };
    return telemetry.span('driver', { ...spanned, 'tutti.node': context.node }, () =>
      measure(() => this.#inner.invoke(driver, operation, context)),
    );
  }
}
