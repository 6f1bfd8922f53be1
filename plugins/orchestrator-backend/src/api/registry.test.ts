import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  definitionText,
  environmentTypeText,
  resourceTypeText,
} from '../registry/__testUtils__/manifestTexts';
import { withRegistry, type WithRegistryOptions } from './__testUtils__/withRegistry';

jest.setTimeout(60_000);

/** The API with two proposed versions of the definition `orders`. */
async function withOrders(options?: WithRegistryOptions) {
  const orders = (host: string) => ({ 'orders.yaml': definitionText('orders', { host }) });
  const api = await withRegistry({ ...options, newVersions: 'proposed', files: orders('one') });
  await api.write(orders('two'));
  return api;
}

describe('versions of definitions over HTTP', () => {
  it('are listed, promoted and sorted out', async () => {
    const { get, post } = await withOrders();
    const versions = [{ definition: 'orders', version: 1 }];
    await post('/promotions', { versions }).expect(200);
    const second = await post('/definitions/orders/versions/2/status', {
      status: 'archived',
      reason: 'Not needed.',
    }).expect(200);
    expect(second.body).toMatchObject({
      status: 'archived',
      changed: { by: 'user:default/ana', reason: 'Not needed.' },
    });
    const { body } = await get('/definitions/orders/versions').expect(200);
    expect(body.items).toMatchObject([
      { version: 2, status: 'archived', criteriaInForce: false },
      { version: 1, status: 'default', criteriaInForce: true },
    ]);
    await post('/promotions', { versions: [{ definition: 'orders', version: 2 }] }).expect(409);
    await post('/definitions/orders/versions/two/status', { status: 'proposed' }).expect(400);
    await get('/definitions/payments/versions').expect(404);
  });

  it('show who uses them, down to each ledger row', async () => {
    const { get, environments, ledger } = await withOrders();
    const production = await environments.find('shop', 'production');
    ledger.add(production);
    const row = Object.assign(ledger.add(production), { definition: 'orders' });
    const { body } = await get('/definitions/orders/usage?version=1').expect(200);
    expect(body.items).toMatchObject([{ uid: row.uid, environment: 'production' }]);
    expect((await get('/definitions/orders/usage?version=2').expect(200)).body.items).toEqual([]);
    await get('/definitions/payments/usage').expect(404);
  });

  it('are promoted only by those who may promote', async () => {
    const { post } = await withOrders({
      policy: name => ({
        result: name.endsWith('definition.promote') ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      }),
    });
    const versions = [{ definition: 'orders', version: 1 }];
    expect((await post('/promotions', { versions })).status).toBe(403);
    await post('/definitions/orders/versions/1/status', { status: 'defective' }).expect(403);
  });
});

describe('pins over HTTP', () => {
  const PIN = {
    application: 'shop',
    environment: 'production',
    node: 'postgres.default#web.db',
    definition: 'orders',
    version: 2,
  };

  it('are set, listed and removed', async () => {
    const { get, post, remove } = await withOrders();
    const { body: pin } = await post('/pins', PIN).expect(201);
    expect((await get('/pins?application=shop').expect(200)).body.items).toEqual([pin]);
    await remove(`/pins/${pin.uid}`).expect(200);
    await remove(`/pins/${pin.uid}`).expect(404);
    expect((await get('/pins').expect(200)).body.items).toEqual([]);
  });

  it('are set only by those who may write pins', async () => {
    const { get, post } = await withOrders({
      policy: name => ({
        result: name.endsWith('pin.write') ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      }),
    });
    expect((await post('/pins', PIN)).status).toBe(403);
    await get('/pins').expect(200);
  });
});

describe('manifests over HTTP', () => {
  it('are saved, changed and deleted by those who may', async () => {
    const { get, post, put, remove } = await withRegistry();
    const type = resourceTypeText('queue');
    await put('/resource-types/queue', { manifest: type }).expect(200);
    const manifest = definitionText('jobs', { spec: { type: 'queue', inputs: { host: 'q' } } });
    expect((await post('/definitions', { manifest }).expect(201)).body).toMatchObject({
      name: 'jobs',
      version: 1,
      source: { name: 'api' },
    });
    await post('/definitions', { manifest }).expect(409);
    const changed = manifest.replace('"q"', '"r"');
    const { body } = await put('/definitions/jobs', { manifest: changed }).expect(200);
    expect(body.version).toBe(2);
    await remove('/resource-types/queue').expect(409);
    await remove('/definitions/jobs').expect(200);
    await get('/definitions/jobs').expect(404);
    await remove('/resource-types/queue').expect(200);
    const environmentType = { manifest: environmentTypeText('staging', 20) };
    await put('/environment-types/staging', environmentType).expect(200);
    await remove('/environment-types/staging').expect(200);
  });

  it('that are wrong come back with line, column and path', async () => {
    const { post } = await withRegistry();
    const manifest = definitionText('jobs', { spec: { type: 'kueue' } });
    const { body } = await post('/definitions', { manifest }).expect(400);
    expect(body.error.problems).toMatchObject([{ line: 4, pointer: '/spec/type' }]);
  });

  it('of an owner whose definitions the caller may not write are refused', async () => {
    const { post } = await withRegistry({
      policy: name => ({
        result: name.includes('definition.create') ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      }),
    });
    const { status } = await post('/definitions', { manifest: definitionText('jobs') });
    expect(status).toBe(403);
  });
});

describe('lists of the registry over HTTP', () => {
  const namesOf = (answer: { body: { items: { name: string }[] } }) =>
    answer.body.items.map(each => each.name);

  it('are filtered by the server, and paged where that is asked for', async () => {
    const { get, write } = await withOrders();
    await write({ 'internal.yaml': resourceTypeText('queue', { use: 'internal' }) });
    const all = await get('/resource-types').expect(200);
    expect(namesOf(all)).toEqual(expect.arrayContaining(['postgres', 'queue', 'workload']));
    expect(all.body).not.toHaveProperty('nextCursor');
    expect(namesOf(await get('/resource-types?use=internal&text=QUE').expect(200))).toEqual([
      'queue',
    ]);
    const first = await get('/resource-types?limit=1').expect(200);
    const cursor = encodeURIComponent(first.body.nextCursor);
    const second = await get(`/resource-types?limit=1&cursor=${cursor}`).expect(200);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(namesOf(all).slice(0, 2));

    expect(namesOf(await get('/sources?status=ok&text=plat').expect(200))).toEqual(['platform']);
    expect(namesOf(await get('/sources?status=degraded').expect(200))).toEqual([]);
    expect(namesOf(await get('/definitions?text=ORD&status=proposed').expect(200))).toEqual([
      'orders',
    ]);
    expect(namesOf(await get('/definitions?status=default').expect(200))).toEqual([]);
    await get('/definitions?status=new').expect(400);
  });

  it('refuse a class of resources without its type', async () => {
    const { get } = await withOrders();
    const { body } = await get('/resources?class=large').expect(400);
    expect(body.error.message).toContain('add the parameter type');
    await get('/resources?type=postgres&class=large&deletionPending=true').expect(200);
  });
});
