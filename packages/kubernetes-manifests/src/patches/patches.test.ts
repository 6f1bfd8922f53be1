import { linesOf, objectOf, podOf, renderScore } from '../__testUtils__/renderScore';
import { validateObject } from '../__testUtils__/validateObject';
import type { ProfilePatch } from '../model/ProfilePatch';

const SCORE = `
apiVersion: score.dev/v1b1
metadata: { name: web }
service: { ports: { http: { port: 80 } } }
containers:
  web: { image: a, files: { /etc/a: { content: one } } }
`;
const render = (patches: ProfilePatch[], kind = 'Deployment', profile = {}) =>
  renderScore(SCORE.replace('name: web', `name: web, annotations: { tutti.dev/kind: ${kind} }`), {
    profile: { ...profile, patches },
  });

describe('patches of a profile', () => {
  it('change the objects that their target names, in their order', () => {
    const rendered = render([
      {
        name: 'sidecar',
        target: {
          kind: ['Deployment', 'StatefulSet'],
          labels: { 'app.kubernetes.io/name': 'web' },
        },
        strategicMerge: {
          spec: {
            template: {
              spec: {
                containers: [
                  { name: 'web', tty: true },
                  { name: 'agent', image: 'agent:1' },
                ],
              },
            },
          },
        },
      },
      {
        name: 'agent-first',
        target: { kind: 'Deployment' },
        jsonPatch: [
          { op: 'test', path: '/spec/template/spec/containers/1/name', value: 'agent' },
          { op: 'add', path: '/spec/template/spec/containers/1/stdin', value: true },
        ],
      },
      {
        name: 'service',
        target: { name: 'web', kind: 'Service' },
        strategicMerge: { spec: { sessionAffinity: 'ClientIP' } },
      },
    ]);
    expect(linesOf(rendered)).toEqual([]);
    expect(podOf(rendered).containers).toMatchObject([
      { name: 'web', image: 'a', tty: true },
      { name: 'agent', image: 'agent:1', stdin: true },
    ]);
    expect(objectOf(rendered, 'Service').spec.sessionAffinity).toBe('ClientIP');
    expect(objectOf(rendered, 'ConfigMap').data).toEqual({ 'web.a.5016c3c3db': 'one' });
    rendered.objects.forEach(validateObject);
  });

  it('without a target change every object', () => {
    const rendered = render([
      { name: 'cost', strategicMerge: { metadata: { labels: { 'cost-center': '42' } } } },
    ]);
    expect(rendered.objects.map(({ metadata }: any) => metadata.labels['cost-center'])).toEqual(
      rendered.objects.map(() => '42'),
    );
  });

  it.each<[string, Omit<ProfilePatch, 'name'>, string]>([
    [
      'a place that is not there',
      { jsonPatch: [{ op: 'replace', path: '/spec/replica', value: 1 }] },
      'operation 1 (replace "/spec/replica"): there is no such place in the object',
    ],
    [
      'a place below a text',
      { jsonPatch: [{ op: 'add', path: '/kind/x', value: 1 }] },
      'operation 1 (add "/kind/x"): there is no such place in the object',
    ],
    [
      'a test that fails',
      {
        jsonPatch: [
          { op: 'test', path: '/kind', value: 'Deployment' },
          { op: 'test', path: '/spec/template/spec/containers/0/image', value: 'b' },
        ],
      },
      'operation 2 (test "/spec/template/spec/containers/0/image"): the object has another value there',
    ],
    [
      'an element that no list has',
      { jsonPatch: [{ op: 'replace', path: '/spec/template/spec/containers/web', value: {} }] },
      'a list has elements 0, 1, …',
    ],
    [
      'a malformed pointer',
      { jsonPatch: [{ op: 'add', path: 'spec', value: 1 }] },
      'Invalid JSON Pointer: spec',
    ],
    [
      'an operation without a value',
      { jsonPatch: [{ op: 'add', path: '/spec/x' }] },
      'lacks "value"',
    ],
    [
      'an inherited property',
      { jsonPatch: [{ op: 'add', path: '/constructor/prototype/polluted', value: 1 }] },
      'leads to what no object has of its own',
    ],
    [
      'an element without its merge key',
      { strategicMerge: { spec: { template: { spec: { containers: [{ image: 'b' }] } } } } },
      '/spec/template/spec/containers/0 needs "name"',
    ],
    [
      'an unknown directive',
      { strategicMerge: { spec: { $patsh: 'replace' } } },
      '/spec/$patsh is no directive',
    ],
    [
      'an unknown value of a directive',
      { strategicMerge: { spec: { $patch: 'remove' } } },
      '/spec/$patch is "remove"; it has to be "replace" or "delete"',
    ],
    [
      'another name',
      { strategicMerge: { metadata: { name: 'other' } } },
      'it changes apiVersion, kind, name or namespace',
    ],
    ['nothing left', { strategicMerge: { $patch: 'delete' } }, 'it changes apiVersion, kind'],
  ])('that cannot be applied are named: %s', (_, patch, message) => {
    const rendered = render([{ name: 'broken', target: { kind: 'Deployment' }, ...patch }]);
    expect(rendered.objects).toEqual([]);
    expect(linesOf(rendered)).toHaveLength(1);
    expect(linesOf(rendered)[0]).toContain(
      'The patch "broken" of the profile cannot be applied to the Deployment "web": ',
    );
    expect(linesOf(rendered)[0]).toContain(message);
    expect(({} as any).polluted).toBeUndefined();
  });

  it('say exactly what to do', () => {
    expect(linesOf(render([{ name: 'both', jsonPatch: [], strategicMerge: {} }]))[0]).toContain(
      'The patch "both" of the profile needs exactly one of "jsonPatch" and "strategicMerge".',
    );
  });

  it('that no object fits are reported, and harm nothing', () => {
    const rendered = render([
      { name: 'budget', target: { kind: 'PodDisruptionBudget' }, strategicMerge: {} },
    ]);
    expect(rendered.problems).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('The patch "budget"') },
    ]);
    expect(rendered.objects).toHaveLength(3);
  });

  it('of a Job give it another name, so that it runs again', () => {
    const named = (patches: ProfilePatch[]) => render(patches, 'Job').objectName;
    const deadline: ProfilePatch = {
      name: 'deadline',
      target: { kind: 'Job', name: 'web' },
      strategicMerge: { spec: { activeDeadlineSeconds: 60 } },
    };
    expect(named([deadline])).toMatch(/^web-[0-9a-f]{8}$/);
    expect(named([deadline])).not.toBe(named([]));
    expect(named([deadline])).toBe(named([deadline]));
  });

  it('of files restart the pods', () => {
    const version = (patches: ProfilePatch[]) =>
      objectOf(render(patches), 'Deployment').spec.template.metadata.annotations[
        'tutti.dev/files-version'
      ];
    const banner: ProfilePatch = {
      name: 'banner',
      target: { kind: 'ConfigMap' },
      jsonPatch: [{ op: 'add', path: '/data/banner', value: 'hello' }],
    };
    expect(version([banner])).not.toBe(version([]));
  });

  it('cannot bring secrets into objects', () => {
    const rendered = render([
      {
        name: 'token',
        strategicMerge: {
          metadata: { annotations: { token: { $secret: [{ store: 'platform', key: 'a' }] } } },
        },
      },
    ]);
    expect(rendered.objects).toEqual([]);
    expect(linesOf(rendered).join()).toContain('The profile holds a secret');
  });
});
