import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
  MetricsServiceObservableGauge,
  TracingService,
  TracingServiceAttributes,
} from '@backstage/backend-plugin-api/alpha';
import {
  METRICS,
  type AttributesOf,
  type CounterKey,
  type GaugeKey,
  type HistogramKey,
  type MetricDescription,
} from './metricTable';

/** One part of the work in a trace. */
export type SpanName = 'deployment' | 'plan' | 'apply' | 'node' | 'driver' | 'submit' | 'policies';

/** A span while its work is under way. */
export interface Span {
  /** Adds what is known only now. */
  note(attributes: TracingServiceAttributes): void;
  /** Marks the work as failed although it throws nothing. */
  fail(): void;
}

/** One value of a gauge. */
export interface Observation<Key extends GaugeKey> {
  value: number;
  attributes: AttributesOf<Key>;
}

/**
 * What is seen of the orchestrator from outside, through Backstage's metrics and tracing services. Nothing that a driver
 * said goes into a metric or a span, so no secret does: errors are told by their class.
 */
export class Telemetry {
  readonly #metrics: MetricsService | undefined;
  readonly #tracing: TracingService | undefined;
  readonly #counters = new Map<CounterKey, MetricsServiceCounter>();
  readonly #histograms = new Map<HistogramKey, MetricsServiceHistogram>();

  private constructor(options: { metrics?: MetricsService; tracing?: TracingService }) {
    this.#metrics = options.metrics;
    this.#tracing = options.tracing;
  }

  /** @param options - Without a service nothing of its kind is told. */
  static create(options: { metrics?: MetricsService; tracing?: TracingService } = {}): Telemetry {
    return new Telemetry(options);
  }

  /** Counts one. */
  count<Key extends CounterKey>(key: Key, attributes: AttributesOf<Key>, value = 1): void {
    let counter = this.#counters.get(key);
    if (!counter && this.#metrics) {
      const { name, ...options } = describe(METRICS[key]);
      counter = this.#metrics.createCounter(name, options);
      this.#counters.set(key, counter);
    }
    counter?.add(value, attributes);
  }

  /** Records how many seconds something took. */
  record<Key extends HistogramKey>(key: Key, seconds: number, attributes: AttributesOf<Key>): void {
    let histogram = this.#histograms.get(key);
    if (!histogram && this.#metrics) {
      const { name, ...options } = describe(METRICS[key]);
      histogram = this.#metrics.createHistogram(name, options);
      this.#histograms.set(key, histogram);
    }
    histogram?.record(Math.max(0, seconds), attributes);
  }

  /**
   * Asks for the values of a gauge whenever metrics are collected; nobody is asked where nobody collects. Should it throw,
   * the gauge has no values, and OpenTelemetry tells its own diagnostics.
   *
   * @returns ends it.
   */
  observe<Key extends GaugeKey>(
    key: Key,
    look: () => Promise<Observation<Key>[]> | Observation<Key>[],
  ): () => void {
    const { name, ...options } = describe(METRICS[key]);
    const gauge: MetricsServiceObservableGauge | undefined = this.#metrics?.createObservableGauge(
      name,
      options,
    );
    const callback: Parameters<MetricsServiceObservableGauge['addCallback']>[0] = async result => {
      for (const { value, attributes } of await look()) {
        result.observe(value, attributes);
      }
    };
    gauge?.addCallback(callback);
    return () => gauge?.removeCallback(callback);
  }

  /**
   * Does work in a span of its own, below the active one.
   *
   * @param attributes - names and uids; they may be many, since traces are not summed up.
   */
  async span<T>(
    name: SpanName,
    attributes: TracingServiceAttributes,
    work: (span: Span) => Promise<T>,
  ): Promise<T> {
    if (!this.#tracing) {
      return work({ note: () => {}, fail: () => {} });
    }
    // The service would write the message of an error into the span, and a driver may have put a secret there.
    let thrown: { error: unknown } | undefined;
    const result = await this.#tracing.startActiveSpan(
      `platform_orchestrator.${name}`,
      { attributes },
      async span => {
        try {
          return await work({
            note: more => {
              for (const [key, value] of Object.entries(more)) {
                if (value !== undefined) {
                  span.setAttribute(key, value);
                }
              }
            },
            fail: () => span.setStatus({ code: 'error' }),
          });
        } catch (error) {
          thrown = { error };
          span.setAttribute('error.type', errorType(error));
          span.setStatus({ code: 'error' });
          return undefined;
        }
      },
    );
    if (thrown) {
      throw thrown.error;
    }
    return result as T;
  }

  /**
   * Does work as part of a trace that began elsewhere, such as in the process that took the request.
   *
   * @param traceparent - as W3C Trace Context has it; undefined: the work begins a trace.
   */
  async continueTrace<T>(traceparent: string | undefined, work: () => Promise<T>): Promise<T> {
    if (!this.#tracing || traceparent === undefined) {
      return work();
    }
    const { context, propagation } = this.#tracing;
    return context.with(propagation.extract(context.active(), { traceparent }), work);
  }
}

function describe({ name, unit, description, buckets }: MetricDescription) {
  return {
    name,
    unit,
    description,
    ...(buckets && { advice: { explicitBucketBoundaries: buckets } }),
  };
}

/** The name of an error's class; drivers may throw anything, and only what looks like a name is one. */
function errorType(error: unknown): string {
  const name = error instanceof Error ? error.name : 'Error';
  return /^[A-Za-z]{1,60}$/.test(name) ? name : 'Error';
}
