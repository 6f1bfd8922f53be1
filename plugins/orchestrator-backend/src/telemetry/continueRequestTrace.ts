import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import type { RequestHandler } from 'express';
import { currentTraceparent } from './currentTraceparent';

/**
 * Continues the trace that a request names in its header `traceparent`, where nothing in front (such as OpenTelemetry's
 * instrumentation of HTTP) has done so.
 */
export function continueRequestTrace({ context, propagation }: TracingService): RequestHandler {
  return (request, _response, next) => {
    if (currentTraceparent() !== undefined) {
      next();
      return;
    }
    const { traceparent, tracestate } = request.headers;
    const extracted = propagation.extract(context.active(), { traceparent, tracestate });
    context.with(extracted, () => next()).catch(next);
  };
}
