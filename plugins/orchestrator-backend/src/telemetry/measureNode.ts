import type { NodeStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { secondsSince } from './secondsSince';
import type { Telemetry } from './Telemetry';

/** The node that is worked on. */
export interface MeasuredNode {
  node: { node: string; type: string; action: string; driver?: string };
  /** Changes while the work goes on. */
  status: NodeStatus;
}

/** Measures the work on one node: a span, and a duration by driver, type, action and the status it ended in. */
export async function measureNode<T>(
  telemetry: Telemetry,
  measured: MeasuredNode,
  work: () => Promise<T>,
): Promise<T> {
  const { node, type, action, driver = 'none' } = measured.node;
  const begun = performance.now();
  const attributes = { 'tutti.type': type, 'tutti.action': action, 'tutti.driver': driver };
  return telemetry.span('node', { 'tutti.node': node, ...attributes }, async span => {
    try {
      return await work();
    } finally {
      const outcome = measured.status;
      span.note({ 'tutti.outcome': outcome });
      if (outcome === 'failed' || outcome === 'needs-attention') {
        span.fail();
      }
      telemetry.record('nodeDuration', secondsSince(begun), { driver, type, action, outcome });
    }
  });
}
