import { metricsServiceFactory, tracingServiceFactory } from '@backstage/backend-defaults/alpha';
import { ServiceFactoryTester } from '@backstage/backend-test-utils';
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { Telemetry } from '../Telemetry';

/** One value of a metric. */
export interface Point {
  attributes: Record<string, unknown>;
  value: unknown;
}

/** OpenTelemetry's own SDK behind Backstage's own services, with exporters in memory. */
export class Instruments {
  readonly #spans = new InMemorySpanExporter();
  readonly #exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  readonly #reader = new PeriodicExportingMetricReader({
    exporter: this.#exported,
    exportIntervalMillis: 3_600_000,
  });
  readonly #meters = new MeterProvider({ readers: [this.#reader] });
  telemetry = Telemetry.create();

  private constructor() {}

  /** Installs the SDK for this process; {@link stop} takes it out again. */
  static async start(): Promise<Instruments> {
    const instruments = new Instruments();
    metrics.setGlobalMeterProvider(instruments.#meters);
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(instruments.#spans)] }),
    );
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    instruments.telemetry = Telemetry.create({
      metrics: await ServiceFactoryTester.from(metricsServiceFactory).getSubject(),
      tracing: await ServiceFactoryTester.from(tracingServiceFactory).getSubject(),
    });
    return instruments;
  }

  async stop(): Promise<void> {
    await this.#meters.shutdown();
    metrics.disable();
    trace.disable();
    context.disable();
    propagation.disable();
  }

  /** Spans that have ended, by name. */
  spans(name?: string): ReadableSpan[] {
    return this.#spans
      .getFinishedSpans()
      .filter(span => name === undefined || span.name === `platform_orchestrator.${name}`);
  }

  /** What is measured by now, by the name of the metric. */
  async measured(): Promise<Map<string, Point[]>> {
    this.#exported.reset();
    await this.#reader.forceFlush();
    const [resource] = this.#exported.getMetrics();
    const all = resource?.scopeMetrics.flatMap(scope => scope.metrics) ?? [];
    return new Map(
      all.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        dataPoints.map(({ attributes, value }) => ({ attributes, value })),
      ]),
    );
  }
}
