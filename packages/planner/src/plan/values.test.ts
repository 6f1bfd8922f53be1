import {
  argumentsFor,
  definition,
  drivers,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';
import { type } from '../testUtils/planned';
import type { Plan, PlanArguments } from '../model';
import { plan } from './plan';

const web = workload(
  'web',
  'containers: { main: { image: "app:1", variables: { LEVEL: "${resources.env.LEVEL}" } } }\nresources: { env: { type: environment } }',
);
const all = definition(
  'all-values',
  `type: environment
  driver: static
  values: { LEVEL: info, PLACE: "\${context.environment.id}" }
  inputs: \${values}`,
);

/** The driver that hands out its inputs takes secrets as references. */
const handingOn = drivers.map(driver =>
  driver.id === 'static' ? { ...driver, secretInputs: 'reference' as const } : driver,
);

function planWith(manifest: string, values: PlanArguments['values']): Plan {
  const registry = registryOf(platform, type('environment'), manifest);
  return plan(argumentsFor(registry, [web], { values, drivers: handingOn }));
}
const envOf = (result: Plan) => nodeOf(result, 'environment.default#web.env');

describe('shared values', () => {
  test('are all inputs of a definition that says so, before what it falls back on itself', () => {
    const secret = { $secret: [{ store: 'values', key: 'TOKEN' }] };
    const node = envOf(planWith(all, { LEVEL: 'debug', TOKEN: secret, 'with.dot': true }));
    expect(node).toMatchObject({ action: 'create', problems: [] });
    expect(node.inputs).toEqual({
      LEVEL: 'debug',
      PLACE: 'dev',
      TOKEN: secret,
      'with.dot': true,
    });
  });

  test('fall back on those of the definition where the application has none', () => {
    const result = planWith(all, {});
    expect(envOf(result).inputs).toEqual({ LEVEL: 'info', PLACE: 'dev' });
    expect(nodeOf(result, 'workload#web').problems).toEqual([]);
  });

  test('are no template: what an application wrote is not resolved once more', () => {
    expect(envOf(planWith(all, { LEVEL: '${context.environment.id}' })).inputs).toMatchObject({
      LEVEL: '${context.environment.id}',
    });
  });

  test('of which only one is read do not change the plan with the others', () => {
    const one = definition(
      'one-value',
      'type: environment\n  driver: static\n  values: { LEVEL: info, OTHER: x }\n  inputs: { LEVEL: "${values.LEVEL}" }',
    );
    const node = envOf(planWith(one, { UNREAD: 1 }));
    expect(node.inputs).toEqual({ LEVEL: 'info' });
    expect(node.values).toEqual({ LEVEL: 'info' });
  });

  test('that nobody gives are an error of the node that reads them', () => {
    const one = definition(
      'one-value',
      'type: environment\n  driver: static\n  inputs: { LEVEL: "${values.LEVEL}" }',
    );
    expect(envOf(planWith(one, {})).problems.map(each => each.message)).toEqual([
      expect.stringContaining("key 'LEVEL' not found"),
    ]);
  });

  test('cannot be built on what is only known once something exists', () => {
    const late = definition(
      'late-value',
      'type: environment\n  driver: static\n  values: { UID: "${context.resource.uid}" }\n  inputs: ${values}',
    );
    expect(envOf(planWith(late, {})).problems.map(each => [each.pointer, each.message])).toEqual([
      ['/spec/values/UID', expect.stringContaining('A value of definition late-value')],
    ]);
  });
});
