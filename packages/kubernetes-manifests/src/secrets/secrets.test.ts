import { linesOf, objectOf, renderScore } from '../__testUtils__/renderScore';

const SCORE = `
apiVersion: score.dev/v1b1
metadata: { name: app }
containers:
  app:
    image: a
    variables:
      LEDGER: \${resources.db.password}
      STORE: \${resources.api.token}
      URL: "https://\${resources.api.token}@host"
resources: { db: { type: postgres }, api: { type: api } }
`;
const RESOURCES = {
  db: { password: { $secret: [{ store: 'ledger', key: 'db-uid', property: 'password' }] } },
  api: { token: { $secret: [{ store: 'platform', key: 'api/main', property: 'token' }] } },
};
const render = (secretVersion?: string) =>
  renderScore(SCORE, {
    resources: RESOURCES,
    profile: { secretStore: { name: 'vault', kind: 'ClusterSecretStore' } },
    options: secretVersion ? { secretVersion } : {},
  });

describe('secrets', () => {
  it('are read from where they are kept; a composed one from the own row of the workload', () => {
    const { spec } = objectOf(render(), 'ExternalSecret');
    expect(spec.data).toEqual([
      {
        secretKey: 'variable.app.LEDGER',
        remoteRef: { key: 'environment-uid/db-uid/password' },
      },
      {
        secretKey: 'variable.app.STORE',
        remoteRef: { key: 'platform/api/main', property: 'token' },
      },
      {
        secretKey: 'variable.app.URL',
        remoteRef: { key: 'environment-uid/ledger-uid/variable.app.URL' },
      },
    ]);
    expect(spec.secretStoreRef).toEqual({ kind: 'ClusterSecretStore', name: 'vault' });
  });

  it('restart the pods and make External Secrets read again when their version changes', () => {
    const rendered = render('v2');
    const annotation = { 'tutti.dev/secret-version': 'v2' };
    expect(objectOf(rendered, 'Deployment').spec.template.metadata.annotations).toEqual(annotation);
    expect(objectOf(rendered, 'ExternalSecret').metadata.annotations).toEqual(annotation);
  });

  it('need a store', () => {
    expect(linesOf(renderScore(SCORE, { resources: RESOURCES }))[0]).toContain(
      'its profile has no secretStore',
    );
  });

  it('are in no object of any kind', () => {
    expect(JSON.stringify(render().objects)).not.toContain('$secret');
  });
});
