import type { DeploymentNode } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import { deploymentOf } from '../testing/FakePlatformOrchestrator';
import { phasesOf } from './phases';

function node(id: string, status: DeploymentNode['status']): DeploymentNode {
  return { node: id as NodeId, status, action: 'create', attempts: 1 };
}

describe('the four phases of a deployment', () => {
  it('are Create and Deploy one after the other while nodes are made', () => {
    const nodes = [
      node('postgres.default#web.db', 'running'),
      node('workload#web', 'pending'),
      node('k8s-delivery.default#k8s-cluster', 'pending'),
    ];
    expect(phasesOf(deploymentOf({ status: 'applying', planHash: 'x' }), nodes)).toEqual({
      read: 'succeeded',
      match: 'succeeded',
      create: 'running',
      deploy: 'pending',
    });
  });

  it('show where a deployment failed', () => {
    const nodes = [node('postgres.default#web.db', 'failed'), node('workload#web', 'skipped')];
    expect(phasesOf(deploymentOf({ status: 'failed', planHash: 'x' }), nodes)).toEqual({
      read: 'succeeded',
      match: 'succeeded',
      create: 'failed',
      deploy: 'skipped',
    });
  });

  it('end with Match when there is no plan that could be carried out', () => {
    expect(phasesOf(deploymentOf({ status: 'failed' }), [])).toMatchObject({ match: 'failed' });
  });

  it('are all done when it has succeeded', () => {
    const nodes = [node('postgres.default#web.db', 'succeeded'), node('workload#web', 'succeeded')];
    expect(
      Object.values(phasesOf(deploymentOf({ status: 'succeeded', planHash: 'x' }), nodes)),
    ).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
  });

  it('has made and deployed nothing yet while it waits for approval', () => {
    const waiting = deploymentOf({ status: 'awaiting-approval', planHash: 'hash' });
    expect(phasesOf(waiting, [])).toMatchObject({
      match: 'succeeded',
      create: 'pending',
      deploy: 'pending',
    });
  });
});
