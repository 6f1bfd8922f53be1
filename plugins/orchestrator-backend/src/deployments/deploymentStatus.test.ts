import {
  ACTIVE_DEPLOYMENT_STATUSES,
  FINAL_DEPLOYMENT_STATUSES,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { assertDeploymentTransition, DEPLOYMENT_TRANSITIONS } from './deploymentStatus';
import { assertNodeTransition, isFinalNode, NODE_TRANSITIONS } from './nodeStatus';

describe('transition tables', () => {
  it('let nothing happen to a deployment that has ended, and every other one end', () => {
    for (const status of FINAL_DEPLOYMENT_STATUSES) {
      expect(DEPLOYMENT_TRANSITIONS[status]).toEqual([]);
    }
    for (const status of ACTIVE_DEPLOYMENT_STATUSES) {
      expect(DEPLOYMENT_TRANSITIONS[status]).toContain('cancelled');
    }
  });

  it('never lead from waiting for approval straight to applying: it is planned again', () => {
    expect(() => assertDeploymentTransition('awaiting-approval', 'applying')).toThrow(
      'A deployment that is awaiting-approval cannot become applying.',
    );
    expect(() => assertDeploymentTransition('awaiting-approval', 'pending')).not.toThrow();
  });

  it('end nodes for good', () => {
    expect(Object.keys(NODE_TRANSITIONS).filter(status => isFinalNode(status as 'failed'))).toEqual(
      ['succeeded', 'failed', 'skipped', 'needs-attention'],
    );
    expect(() => assertNodeTransition('failed', 'running')).toThrow();
  });
});
