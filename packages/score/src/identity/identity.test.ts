import type { Resource, Workload } from '../specification';
import { readYaml } from '../yaml';
import { collectResourceRequests, orderResourceRequests, parseResourceUid } from './index';

function workload(name: string, resources: Record<string, Resource>): Workload {
  return {
    apiVersion: 'score.dev/v1b1',
    metadata: { name },
    containers: { main: { image: 'x' } },
    resources,
  };
}

describe('parseResourceUid', () => {
  it('takes ids with dots and classes with dashes', () => {
    expect(parseResourceUid('Post-gres.large-1#other.db.x')).toEqual({
      type: 'Post-gres',
      class: 'large-1',
      id: 'other.db.x',
    });
  });

  it.each(['', 'postgres', 'postgres.default', 'postgres#db', '.default#db', 'a.b#'])(
    'refuses %j and says what it should be',
    text => {
      expect(() => parseResourceUid(text)).toThrow('write it as <type>.<class>#<id>');
    },
  );
});

describe('collectResourceRequests', () => {
  it('keeps private resources of two workloads apart and merges shared ones', () => {
    const resources = { db: { type: 'postgres' }, bus: { type: 'amqp', id: 'events' } };
    const { requests, problems } = collectResourceRequests({
      web: workload('web', resources),
      api: workload('api', resources),
    });
    expect(problems).toEqual([]);
    expect(requests.map(({ uid, shared, usedBy }) => [uid, shared, usedBy.length])).toEqual([
      ['amqp.default#events', true, 2],
      ['postgres.default#api.db', false, 1],
      ['postgres.default#web.db', false, 1],
    ]);
  });

  it('takes the first workload in name order that carries params as the source', () => {
    const [request] = collectResourceRequests({
      c: workload('c', { mine: { type: 'dns', id: 'one', params: { a: 1 } } }),
      b: workload('b', { ours: { type: 'dns', id: 'one', params: { a: 1 } } }),
      a: workload('a', { yours: { type: 'dns', id: 'one', metadata: { x: 'y' } } }),
    }).requests;
    expect(request).toMatchObject({
      sourceWorkload: 'b',
      sourceKey: 'ours',
      params: { a: 1 },
      metadata: { x: 'y' },
      usedBy: [
        { workload: 'a', key: 'yours' },
        { workload: 'b', key: 'ours' },
        { workload: 'c', key: 'mine' },
      ],
    });
  });

  it('lets an explicit id reach the private resource of another workload', () => {
    const { requests } = collectResourceRequests({
      web: workload('web', { db: { type: 'postgres', params: { v: 1 } } }),
      api: workload('api', { store: { type: 'postgres', id: 'web.db' } }),
    });
    expect(requests).toMatchObject([
      { uid: 'postgres.default#web.db', shared: true, sourceWorkload: 'web', params: { v: 1 } },
    ]);
  });

  it('takes an absent class for the class default', () => {
    const { requests } = collectResourceRequests({
      web: workload('web', {
        a: { type: 'dns', id: 'one' },
        b: { type: 'dns', class: 'default', id: 'one' },
      }),
    });
    expect(requests).toHaveLength(1);
  });

  it('says where each disagreement over params stands, in which two places', () => {
    const text = 'resources:\n  ours:\n    type: dns\n    params: { a: 2 }\n';
    const { documents } = readYaml(text, { source: 'b.yaml' });
    const { problems } = collectResourceRequests(
      {
        a: workload('a', { mine: { type: 'dns', id: 'one', params: { a: 1 } } }),
        b: workload('b', { ours: { type: 'dns', id: 'one', params: { a: 2 } } }),
        c: workload('c', { other: { type: 'dns', id: 'one', params: {} } }),
        d: workload('d', { none: { type: 'dns', id: 'one' } }),
      },
      { b: documents[0] },
    );
    expect(problems).toMatchObject([
      {
        code: 'different-params',
        source: 'b.yaml',
        line: 4,
        column: 5,
        pointer: '/resources/ours/params',
        message:
          "There is a conflict over resource 'dns.default#one': multiple definitions with different params, in workload 'a' as 'mine' and in workload 'b' as 'ours'.",
      },
      { source: 'c', pointer: '/resources/other/params' },
    ]);
  });

  it('compares params by value, whatever the order of their keys', () => {
    const { problems } = collectResourceRequests({
      a: workload('a', { x: { type: 'dns', id: 'one', params: { p: 1, q: { r: 1, s: 2 } } } }),
      b: workload('b', { x: { type: 'dns', id: 'one', params: { q: { s: 2, r: 1 }, p: 1 } } }),
    });
    expect(problems).toEqual([]);
  });
});

describe('orderResourceRequests', () => {
  it('reads the placeholders of shared params in the source workload', () => {
    const workloads = {
      a: workload('a', { db: { type: 'redis' }, one: { type: 'dns', id: 'one' } }),
      b: workload('b', {
        db: { type: 'postgres' },
        one: { type: 'dns', id: 'one', params: { to: 'x-${resources.db.host}' } },
      }),
    };
    const { requests } = collectResourceRequests(workloads);
    expect(orderResourceRequests(requests, workloads)).toEqual({
      layers: [['postgres.default#b.db', 'redis.default#a.db'], ['dns.default#one']],
      problems: [],
    });
  });

  it('names a cycle in its order, and a resource that the workload does not have', () => {
    const workloads = {
      web: workload('web', {
        a: { type: 'dns', params: { x: '${resources.b.y}' } },
        b: { type: 'dns', params: { x: ['${resources.a.y}', '${resources.gone.y}'] } },
        c: { type: 'dns', params: { x: '${resources.constructor.y}' } },
        d: { type: 'dns', params: { x: '${metadata.name} ${resources}' } },
      }),
    };
    const { requests } = collectResourceRequests(workloads);
    const { layers, problems } = orderResourceRequests(requests, workloads);
    expect(layers).toEqual([['dns.default#web.c', 'dns.default#web.d']]);
    expect(problems.map(({ pointer, message }) => [pointer, message])).toEqual([
      [
        '/resources/a/params',
        'These resources cannot be created one after the other, because a cycle exists involving resource param placeholders: dns.default#web.a needs dns.default#web.b needs dns.default#web.a.',
      ],
      [
        '/resources/b/params/x/1',
        "The workload 'web' resource 'b': refers to unknown resource names 'gone'.",
      ],
      [
        '/resources/c/params/x',
        "The workload 'web' resource 'c': refers to unknown resource names 'constructor'.",
      ],
    ]);
  });
});
