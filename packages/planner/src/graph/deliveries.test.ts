import { planned } from '../testUtils/planned';
import { definition, nodeOf, workload } from '../testUtils/scenario';

describe('deliveries', () => {
  test('each cluster has one, which takes the manifests for it and reads it as an alias', () => {
    const europe = definition(
      'europe',
      'type: k8s-cluster\n  driver: static\n  criteria: [{ class: europe }]\n  inputs: { store: eu }',
    );
    const delivery = definition(
      'delivery-europe',
      'type: k8s-delivery\n  driver: delivery\n  criteria: [{ class: europe }]\n  inputs: { store: "${resources.cluster.store}" }',
    );
    const profile = definition(
      'remote',
      'type: workload\n  driver: workload\n  criteria: [{ class: remote }]\n  dependencies: { cluster: { type: k8s-cluster, class: europe } }',
    );
    const result = planned(
      [europe, delivery, profile],
      workload('web'),
      workload('far', '', { annotations: { 'tutti.dev/profile': 'remote' } }),
    );
    expect(nodeOf(result, 'k8s-delivery.default#k8s-cluster').dependsOn).toEqual([
      'k8s-cluster.default#k8s-cluster',
      'workload#web',
    ]);
    expect(nodeOf(result, 'k8s-delivery.europe#k8s-cluster').dependsOn).toEqual([
      'k8s-cluster.europe#k8s-cluster',
      'workload#far',
    ]);
  });

  test('manifests for no cluster are an error that says what to add', () => {
    const lost = definition(
      'lost',
      'type: workload\n  driver: workload\n  criteria: [{ class: lost }]',
    );
    const result = planned(
      [lost],
      workload('web', '', { annotations: { 'tutti.dev/profile': 'lost' } }),
    );
    expect(nodeOf(result, 'workload#web').problems).toEqual([
      expect.objectContaining({ hint: expect.stringContaining('cluster: { type: k8s-cluster }') }),
    ]);
  });

  test('a cluster that cannot be asked for is told of once, and not as one that nobody declared', () => {
    const regional = definition(
      'regional',
      'type: workload\n  driver: workload\n  criteria: [{ class: regional }]\n  dependencies: { cluster: { type: k8s-cluster, class: "${context.environment.labels.region}" } }',
    );
    const result = planned(
      [regional],
      workload('web', '', { annotations: { 'tutti.dev/profile': 'regional' } }),
    );
    expect(nodeOf(result, 'workload#web').problems.map(each => each.pointer)).toEqual([
      '/spec/dependencies/cluster/class',
    ]);
  });
});
