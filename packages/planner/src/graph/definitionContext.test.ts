import { plan, planHasErrors } from '../plan';
import { errorsOf, planned, type } from '../testUtils/planned';
import {
  argumentsFor,
  definition,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';

test('labels of application and environment are inputs, and choose classes and ids', () => {
  const registry = registryOf(
    platform,
    type('bucket'),
    type('region'),
    definition(
      'bucket',
      `type: bucket
  driver: static
  dependencies:
    region: { type: region, class: "\${context.environment.labels.region}", id: "\${context.application.labels.team}" }
  inputs: { where: "\${context.environment.labels.region}", region: "\${resources.region.name}" }`,
    ),
    definition(
      'europe',
      'type: region\n  driver: static\n  criteria: [{ class: eu }]\n  inputs: { name: Frankfurt }',
    ),
  );
  const args = argumentsFor(registry, [workload('web', 'resources: { files: { type: bucket } }')]);
  const context = {
    application: { id: 'shop', labels: { team: 'orders' } },
    environment: { ...args.context.environment, labels: { region: 'eu' } },
  };
  const labelled = plan({ ...args, context });
  expect(nodeOf(labelled, 'region.eu#orders').definition).toBe('europe');
  expect(nodeOf(labelled, 'bucket.default#web.files').inputs).toMatchObject({ where: 'eu' });
  expect(errorsOf(plan(args))).toEqual(
    expect.arrayContaining([expect.stringContaining("key 'region' not found")]),
  );
});

describe('services', () => {
  const service = [
    type('service', '{ refersTo: workload }'),
    definition(
      'service',
      'type: service\n  driver: static\n  inputs: { name: "${context.target.service.name}", port: "${context.target.port.port}" }',
    ),
  ];
  const ports = 'service: { ports: { web: { port: 80, targetPort: 8080 } } }\n';

  test('workloads that call each other are no cycle', () => {
    const result = planned(
      service,
      workload('api', `${ports}resources: { web: { type: service } }\n`),
      workload('web', `${ports}resources: { api: { type: service } }\n`, {
        annotations: { 'tutti.dev/service-name': 'front' },
      }),
    );
    expect(errorsOf(result)).toEqual([]);
    expect(nodeOf(result, 'service.default#api.web').inputs).toEqual({ name: 'front', port: 80 });
  });

  test('a target that is not there is a warning, and its name is known all the same', () => {
    const named = [
      service[0],
      definition(
        'service',
        'type: service\n  driver: static\n  inputs: { name: "${context.target.service.name}" }',
      ),
    ];
    const result = planned(
      named,
      workload('web', 'resources: { other: { type: service, params: { workload: search } } }'),
    );
    expect(planHasErrors(result)).toBe(false);
    expect(nodeOf(result, 'service.default#web.other')).toMatchObject({
      inputs: { name: 'search' },
      problems: [{ severity: 'warning', code: 'absent-target' }],
    });
  });
});
