import { context, isSpanContextValid, trace } from '@opentelemetry/api';

/**
 * The active span as a `traceparent` of W3C Trace Context (level 1), to be stored beside work that goes on in another
 * process; undefined where nothing traces. Backstage's tracing service reads such a text and cannot write one, hence
 * OpenTelemetry's interface itself.
 */
export function currentTraceparent(): string | undefined {
  const span = trace.getSpanContext(context.active());
  if (!span || !isSpanContextValid(span)) {
    return undefined;
  }
  const flags = (span.traceFlags % 256).toString(16).padStart(2, '0');
  return `00-${span.traceId}-${span.spanId}-${flags}`;
}
