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

describe('mistakes in a graph', () => {
  test('a cycle names its members in order and blocks what needs it, and nothing else', () => {
    const result = planned(
      [
        type('aa'),
        type('bb'),
        type('cc'),
        definition('aa', 'type: aa\n  driver: static'),
        definition('bb', 'type: bb\n  driver: static'),
        definition('cc', 'type: cc\n  driver: static'),
      ],
      workload(
        'web',
        'resources: { one: { type: aa, params: { x: "${resources.two.x}" } }, two: { type: bb, params: { x: "${resources.three.x}" } }, three: { type: cc, params: { x: "${resources.one.x}" } } }',
      ),
      workload('api', 'resources: { mine: { type: aa } }'),
    );
    expect(result.problems.map(problem => problem.message)).toEqual([
      'These nodes wait for each other: aa.default#web.one → bb.default#web.two → cc.default#web.three → aa.default#web.one.',
    ]);
    expect(nodeOf(result, 'workload#web').action).toBe('blocked');
    expect(nodeOf(result, 'aa.default#api.mine').action).toBe('create');
  });

  test('an expansion that does not end names the definitions that feed each other', () => {
    const result = planned(
      [
        type('aa'),
        type('bb'),
        definition(
          'first',
          'type: aa\n  driver: static\n  dependencies: { other: { type: bb, id: "${context.resource.id}-x" } }',
        ),
        definition('second', 'type: bb\n  driver: static\n  dependencies: { other: { type: aa } }'),
      ],
      workload('web', 'resources: { one: { type: aa } }'),
    );
    expect(result.problems.map(problem => problem.message)).toEqual([
      expect.stringContaining('definitions feed each other, first → second → first.'),
    ]);
  });

  test('all of them are found at once, each on its node', () => {
    const result = planned(
      [
        type('postgres'),
        definition(
          'postgres',
          'type: postgres\n  driver: database\n  inputs: { database: 5, other: "${resources.nowhere.x}" }',
        ),
      ],
      workload('api', 'resources: { db: { type: postgrse } }'),
      workload(
        'web',
        'containers: { main: { image: a, variables: { A: "${resources.db.x}" } } }\nresources: { db: { type: postgres } }',
      ),
    );
    const broken = result.nodes.filter(node => node.problems.length > 0).map(node => node.node);
    expect(broken).toEqual(['postgres.default#web.db', 'postgrse.default#api.db']);
    expect(nodeOf(result, 'postgrse.default#api.db').problems[0].hint).toContain(
      'Did you mean "postgres"?',
    );
    expect(result.nodes.filter(node => node.action === 'blocked').map(node => node.node)).toEqual(
      expect.arrayContaining(['workload#api', 'workload#web']),
    );
  });

  test('a secret that reaches an input which is not one is refused, and its value is in no message', () => {
    const result = planned(
      [
        type('postgres'),
        definition(
          'postgres',
          'type: postgres\n  driver: database\n  inputs: { database: "${values.token}" }',
        ),
      ],
      workload('web', 'resources: { db: { type: postgres } }'),
    );
    expect(errorsOf(result)[0]).toContain("key 'token' not found");
    const args = argumentsFor(
      registryOf(
        platform,
        type('postgres'),
        definition(
          'postgres',
          'type: postgres\n  driver: database\n  inputs: { database: "x-${values.token}", password: "${values.token}" }',
        ),
      ),
      [workload('web', 'resources: { db: { type: postgres } }')],
      {
        values: { token: { $secret: [{ store: 'values', key: 'token' }] }, unused: 1 },
      },
    );
    const node = nodeOf(plan(args), 'postgres.default#web.db');
    expect(node.problems.map(problem => problem.message)).toEqual([
      expect.stringContaining('A secret reaches the input /database'),
    ]);
    expect(node.values).toEqual({ token: expect.anything() });
  });

  test('what a driver takes verbatim keeps its dollars', () => {
    const result = planned(
      [
        type('postgres'),
        definition(
          'postgres',
          'type: postgres\n  driver: database\n  inputs: { database: db, script: "echo ${HOME} $$" }',
        ),
      ],
      workload('web', 'resources: { db: { type: postgres } }'),
    );
    expect(nodeOf(result, 'postgres.default#web.db').inputs).toMatchObject({
      script: 'echo ${HOME} $$',
    });
  });

  test('names that mean something to JavaScript, and odd profiles, are names like others', () => {
    const manifests = [
      type('thing', 'refersTo: workload'),
      definition('thing', 'type: thing\n  driver: static'),
    ];
    const odd = workload(
      'web',
      'containers: { main: { image: a, variables: { A: "${resources.constructor.x}" } } }\n' +
        'resources: { constructor: { type: thing, params: { workload: toString } } }',
    );
    const result = planned(manifests, odd);
    expect(planHasErrors(result)).toBe(false);
    expect(nodeOf(result, 'workload#web').dependsOn).toContain('thing.default#web.constructor');
    const profile = { annotations: { 'tutti.dev/profile': 'a.b#c' } };
    expect(errorsOf(planned([], workload('web', '', profile)))).toEqual([
      expect.stringContaining('No definition makes workload of class a.b#c'),
    ]);
  });
});
