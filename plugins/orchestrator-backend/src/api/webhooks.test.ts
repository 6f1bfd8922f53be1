import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { insertOutbox } from '../database/execution/insertOutbox';
import { markOutboxFailure } from '../database/execution/markOutboxFailure';
import { withShop } from './__testUtils__/withShop';

jest.setTimeout(60_000);

const HOOK = {
  name: 'chat',
  url: 'https://hooks.example.com/services/token-of-the-path',
  secret: Buffer.alloc(32, 7).toString('base64'),
  events: ['deployment.status-changed'],
};

describe('the API of webhooks', () => {
  it('makes, shows, changes, tests and removes one, and never shows its address or secret', async () => {
    const { get, post, as, ...api } = await withShop();
    const made = await post('/webhooks', { ...HOOK, application: 'shop' }).expect(201);
    const { uid } = made.body;
    expect(made.body).toMatchObject({
      ...{ name: 'chat', application: 'shop', origin: 'https://hooks.example.com' },
      ...{ status: 'enabled', ownerRef: 'user:default/ana', environmentTypes: [] },
    });
    const changed = await as('user:default/ben')
      .patch(`/webhooks/${uid}`, { name: 'news', secret: HOOK.secret })
      .expect(200);
    expect(changed.body).toMatchObject({ name: 'news', ownerRef: 'user:default/ana' });
    const ping = await post(`/webhooks/${uid}/ping`).expect(201);
    expect(ping.body).toMatchObject({ event: 'ping', status: 'pending', attempts: 0 });
    const deliveries = await get(`/webhooks/${uid}/deliveries`).expect(200);
    expect(deliveries.body.items).toEqual([ping.body]);
    await post(`/webhooks/${uid}/deliveries/${ping.body.uid}/redeliver`).expect(409);
    const listed = await get('/webhooks?application=shop').expect(200);
    expect(listed.body.items).toEqual([(await get(`/webhooks/${uid}`).expect(200)).body]);
    for (const { text } of [made, changed, ping, deliveries, listed]) {
      expect(text).not.toContain('token-of-the-path');
      expect(text).not.toContain(HOOK.secret);
    }
    const audited = JSON.stringify(api.auditor.createEvent.mock.calls.map(([{ meta }]) => meta));
    expect(audited).not.toContain('token-of-the-path');
    await api.remove(`/webhooks/${uid}`).expect(200);
    await get(`/webhooks/${uid}`).expect(404);
  });

  it('says what is wrong with a webhook that cannot be', async () => {
    const { post } = await withShop();
    const refused = async (change: object, status = 400) =>
      (await post('/webhooks', { ...HOOK, ...change }).expect(status)).body.error.message;
    expect(await refused({ url: 'http://hooks.example.com/' })).toContain('has to be https');
    expect(await refused({ url: 'https://169.254.169.254/' })).toContain('not a public address');
    expect(await refused({ secret: 'guess' })).toContain('openssl rand -base64 32');
    expect(await refused({ events: ['everything'] })).toContain('events');
    expect(await refused({ application: 'nothing' }, 404)).toContain('no application "nothing"');
  });

  it('shows webhooks of an application to those alone who may see it, and changes for nobody without the permission', async () => {
    const { get, post, as, remove } = await withShop({
      policy: (permission, user) => ({
        result:
          user === 'user:default/gus' &&
          (permission.startsWith('platform-orchestrator.application') ||
            permission.endsWith('.write'))
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    });
    const { body: own } = await post('/webhooks', { ...HOOK, application: 'shop' }).expect(201);
    const { body: wide } = await post('/webhooks', HOOK).expect(201);
    const gus = as('user:default/gus');
    expect((await gus.get('/webhooks').expect(200)).body.items).toEqual([wide]);
    await gus.get(`/webhooks/${own.uid}`).expect(404);
    await gus.get(`/webhooks/${own.uid}/deliveries`).expect(404);
    await gus.post('/webhooks', HOOK).expect(403);
    await gus.post(`/webhooks/${wide.uid}/ping`).expect(403);
    await gus.remove(`/webhooks/${wide.uid}`).expect(403);
    expect((await get('/webhooks').expect(200)).body.items).toHaveLength(2);
    await remove(`/webhooks/${wide.uid}`).expect(200);
  });
});

describe('the API of the outbox', () => {
  it('lists what could not be told, and has what was set aside told again', async () => {
    const { get, post, knex } = await withShop();
    const { uid } = (await get('/applications/shop/environments/development')).body;
    await knex('outbox').delete();
    await knex.transaction(transaction =>
      insertOutbox(transaction, uid, [{ kind: 'event', topic: 'news', payload: {} }]),
    );
    expect((await get('/outbox/failures').expect(200)).body.items).toEqual([]);
    const [{ id }] = await knex('outbox');
    const failure = { id, error: 'Nobody listens.', retryIn: 60 };
    await markOutboxFailure(knex, { ...failure, patience: 60 });
    await post(`/outbox/failures/${id}/retry`).expect(404);
    await markOutboxFailure(knex, { ...failure, patience: -60 });
    expect((await get('/outbox/failures').expect(200)).body.items).toMatchObject([
      {
        ...{ id: String(id), application: 'shop', environment: 'development', kind: 'event' },
        ...{ topic: 'news', attempts: 2, error: 'Nobody listens.', setAsideAt: expect.any(String) },
      },
    ]);
    await post(`/outbox/failures/${id}/retry`).expect(200);
    await post('/outbox/failures/x/retry').expect(400);
    expect((await get('/outbox/failures').expect(200)).body.items).toEqual([]);
  });
});
