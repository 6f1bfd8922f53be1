import { linesOf, objectOf, podOf, renderScore } from '../__testUtils__/renderScore';

const score = (containers: string) => `
apiVersion: score.dev/v1b1
metadata: { name: app }
containers:
${containers}
resources: { db: { type: postgres } }
`;

describe('files', () => {
  it('at one target in two containers stay two files, mounted without hiding their directory', () => {
    const rendered = renderScore(
      score(`
  aa: { image: a, files: { /etc/app.conf: { content: one } } }
  bb: { image: b, files: { /etc/app.conf: { content: two }, /etc/other.conf: { content: "3" } } }
`),
    );
    const { data } = objectOf(rendered, 'ConfigMap');
    const pod = podOf(rendered);
    const contents = pod.containers.map((container: any) =>
      container.volumeMounts.map(({ mountPath, subPath }: any) => [mountPath, data[subPath]]),
    );
    expect(contents).toEqual([
      [['/etc/app.conf', 'one']],
      [
        ['/etc/app.conf', 'two'],
        ['/etc/other.conf', '3'],
      ],
    ]);
    expect(pod.volumes).toHaveLength(1);
  });

  it('restart the pods when they change', () => {
    const version = (content: string) =>
      objectOf(
        renderScore(score(`  app: { image: a, files: { /a: { content: "${content}" } } }`)),
        'Deployment',
      ).spec.template.metadata.annotations['tutti.dev/files-version'];
    expect(version('one')).toBe(version('one'));
    expect(version('one')).not.toBe(version('two'));
  });

  it('that hold a secret come from the Secret and are nowhere in clear', () => {
    const rendered = renderScore(
      score(
        '  app: { image: a, files: { /a: { content: "p=${resources.db.password}", mode: "0400" } } }',
      ),
      {
        resources: {
          db: { password: { $secret: [{ store: 'ledger', key: 'u', property: 'password' }] } },
        },
        profile: { secretStore: { name: 'vault' } },
      },
    );
    expect(rendered.objects.map(({ kind }) => kind)).toEqual(['ExternalSecret', 'Deployment']);
    const [{ secret }] = podOf(rendered).volumes;
    expect(secret.secretName).toBe('app-secrets');
    expect(secret.items[0].mode).toBe(0o400);
    expect(rendered.secretData).toEqual([
      {
        key: secret.items[0].key,
        composed: true,
        secret: { $secret: ['p=', { store: 'ledger', key: 'u', property: 'password' }] },
      },
    ]);
  });

  it.each([
    ['relative/path: { content: a }', 'cannot be put at "relative/path"'],
    ['/a/../b: { content: a }', 'cannot be put at "/a/../b"'],
    ['/a: { source: a.txt }', 'The file "a.txt" has not been read.'],
    ['/a: { content: a }, /a/: { content: b }', 'two files or volumes at /a'],
  ])('%s is a problem', (files, message) => {
    expect(linesOf(renderScore(score(`  app: { image: a, files: { ${files} } }`)))[0]).toContain(
      message,
    );
  });

  it('that are too large for a ConfigMap are refused before the API server does', () => {
    const big = 'x'.repeat(400_000);
    const rendered = renderScore(
      score(`
  app: { image: a, files: { /a: { content: "\${metadata.big}" }, /b: { content: "\${metadata.big}" } } }
  other: { image: a, files: { /a: { content: "é\${metadata.big}" } } }
`).replace('name: app', `name: app, big: ${big}`),
    );
    expect(linesOf(rendered)[0]).toContain('have 1200002 bytes; a ConfigMap holds at most 1048576');
  });
});
