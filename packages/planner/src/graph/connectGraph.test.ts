import { plan } from '../plan';
import { errorsOf, planned, type } from '../testUtils/planned';
import {
  argumentsFor,
  definition,
  ledgerAfter,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';

describe('co-provisioning', () => {
  const types = [type('bucket'), type('policy')];
  const policy = definition('policy', 'type: policy\n  driver: static');

  test('adds nodes beside one, which its dependents wait for', () => {
    const result = planned(
      [
        ...types,
        policy,
        definition(
          'bucket',
          'type: bucket\n  driver: static\n  provisions: [{ type: policy, dependsOnThis: true, inheritDependents: true }]',
        ),
      ],
      workload('web', 'resources: { files: { type: bucket } }'),
    );
    expect(nodeOf(result, 'policy.default#web.files').dependsOn).toEqual([
      'bucket.default#web.files',
    ]);
    expect(nodeOf(result, 'workload#web').dependsOn).toContain('policy.default#web.files');
  });

  test('refuses to merge what belongs to several nodes unless that is said', () => {
    const bucket = (more: string) =>
      definition(
        'bucket',
        `type: bucket\n  driver: static\n  provisions: [{ type: policy, id: "all-\${context.application.id}"${more} }]`,
      );
    const asked = workload('web', 'resources: { one: { type: bucket }, two: { type: bucket } }');
    expect(errorsOf(planned([...types, policy, bucket('')], asked))).toEqual([
      expect.stringContaining('would be one node for'),
    ]);
    expect(errorsOf(planned([...types, policy, bucket(', merge: true')], asked))).toEqual([]);
  });
});

describe('collecting', () => {
  const manifests = [
    type('dns'),
    type('route', '{ refersTo: workload }'),
    type('ingress', '{ use: internal }'),
    definition(
      'dns',
      'type: dns\n  driver: static\n  inputs: { host: example.org }\n  provisions: [{ type: ingress, dependsOnThis: true }]',
    ),
    definition('route', 'type: route\n  driver: static\n  inputs: { path: "${params.path}" }'),
    definition(
      'ingress',
      'type: ingress\n  driver: static\n  collect: { routes: { of: dns, direction: dependents, type: route } }\n  inputs: { paths: "${collected.routes.params.path}", routes: "${collected.routes}" }',
    ),
  ];
  const route = (path: string) =>
    `resources: { dns: { type: dns, id: public }, route: { type: route, params: { host: "\${resources.dns.host}", path: ${path} } } }`;
  const args = argumentsFor(registryOf(platform, ...manifests), [
    workload('api', route('/api')),
    workload('web', route('/')),
  ]);
  const first = plan(args);

  test('gives a definition the members sorted by id, and comes after them', () => {
    const ingress = nodeOf(first, 'ingress.default#public');
    expect(ingress.inputs).toMatchObject({ paths: ['/api', '/'] });
    expect(ingress.dependsOn).toEqual([
      'dns.default#public',
      'route.default#api.route',
      'route.default#web.route',
    ]);
  });

  test('notices when a member goes', () => {
    const ledger = ledgerAfter(first, []);
    const change = {
      upsert: { web: workload('web', 'resources: { dns: { type: dns, id: public } }') },
      remove: [],
    };
    const second = plan({ ...args, base: first.set, ledger, delta: change });
    expect(nodeOf(second, 'ingress.default#public')).toMatchObject({
      action: 'update',
      inputs: { paths: ['/api'] },
    });
  });
});
