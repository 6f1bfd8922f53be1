import { definitionText, resourceTypeText } from '../registry/__testUtils__/manifestTexts';
import { withRegistry } from './__testUtils__/withRegistry';

jest.setTimeout(60_000);

/** As somebody writes it, in a form that no program would choose. */
const WRITTEN = `# Ask the database team before you change this.
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: jobs, title: 'Jobs', labels: { team: data } }
spec:
  type: postgres
  driver: static
  criteria: [ { application: [jobs, cron] } ]
  inputs: { host: "016" }   # a text
`;

describe('manifests read back over HTTP', () => {
  it('are what was written, when they were saved here, and can be saved again', async () => {
    const { get, post, put } = await withRegistry();
    await post('/definitions', { manifest: WRITTEN }).expect(201);
    const { body } = await get('/definitions/jobs/manifest').expect(200);
    expect(body).toEqual({
      ...{ kind: 'ResourceDefinition', name: 'jobs', manifest: WRITTEN, form: 'written' },
      ...{ source: { name: 'api', file: 'api/ResourceDefinition/jobs.yaml' }, readOnly: false },
    });
    await put('/definitions/jobs', { manifest: body.manifest }).expect(200);
    expect((await get('/definitions/jobs').expect(200)).body.version).toBe(1);
  });

  it('are canonical YAML otherwise, version by version', async () => {
    const { get, write } = await withRegistry({
      files: { 'orders.yaml': definitionText('orders', { host: 'one' }) },
    });
    await write({ 'orders.yaml': definitionText('orders', { host: 'yes' }) });
    const text = (host: string) =>
      [
        'apiVersion: tutti.dev/v1alpha1',
        'kind: ResourceDefinition',
        'metadata:',
        '  name: orders',
        'spec:',
        '  type: postgres',
        '  driver: static',
        '  criteria:',
        '    - application: orders',
        '  inputs:',
        `    host: ${host}`,
        '',
      ].join('\n');
    expect((await get('/definitions/orders/manifest').expect(200)).body).toMatchObject({
      ...{ version: 2, manifest: text('"yes"'), form: 'canonical', readOnly: true },
      source: { name: 'platform', file: 'platform/orders.yaml' },
    });
    expect((await get('/definitions/orders/versions/1/manifest').expect(200)).body).toMatchObject({
      ...{ version: 1, manifest: text('one'), form: 'canonical', readOnly: true },
    });
    await get('/definitions/orders/versions/3/manifest').expect(404);
    await get('/definitions/payments/manifest').expect(404);
    await get('/definitions/payments/versions/1/manifest').expect(404);
  });

  it('of types come from sources, from here, and from the product', async () => {
    const { get, put } = await withRegistry();
    await put('/resource-types/queue', { manifest: resourceTypeText('queue') }).expect(200);
    const manifest = async (path: string) => (await get(`${path}/manifest`).expect(200)).body;
    expect(await manifest('/resource-types/queue')).toMatchObject({
      ...{ manifest: resourceTypeText('queue'), form: 'written', readOnly: false },
    });
    expect(await manifest('/resource-types/postgres')).toMatchObject({ readOnly: true });
    const builtIn = await manifest('/resource-types/k8s-cluster');
    expect(builtIn).toMatchObject({ form: 'canonical', readOnly: true });
    expect(builtIn.source).toBeUndefined();
    expect((await manifest('/environment-types/production')).manifest).toContain('order: 30');
    await get('/resource-types/none/manifest').expect(404);
    await get('/environment-types/none/manifest').expect(404);
    await get('/definition-tests/none/manifest').expect(404);
  });
});
