import { createHmac } from 'node:crypto';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type {
  CreateWebhookRequest,
  WebhookBody,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { seedDeployment, seedEnvironment } from '../database/__testUtils__/seed';
import { changeDeploymentStatus } from '../database/deployments/changeDeploymentStatus';
import { databaseTimeIn } from '../database/databaseTime';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { deleteOldDeliveries } from '../database/webhooks/deleteOldDeliveries';
import { DatabaseEnvironments } from '../environments/DatabaseEnvironments';
import { OutboxDispatcher } from '../execution/outbox/OutboxDispatcher';
import { AesKeyRing } from '../secrets/AesKeyRing';
import { DatabaseWebhooks } from './DatabaseWebhooks';
import { DeliveryWorker } from './deliver/DeliveryWorker';
import { TargetGuard } from './deliver/TargetGuard';
import { DEFAULT_WEBHOOK_SETTINGS } from './WebhookSettings';
import { WebhookCiphers } from './WebhookCiphers';
import { WebhookSink } from './WebhookSink';
import { Receiver } from './__testUtils__/Receiver';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';
const SECRET = Buffer.from('a key of thirty-two bytes, kept!').toString('base64');
const RETRY = { first: 0.05, longest: 0.1 };

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('webhooks on %p', id => {
  const stops: (() => Promise<void>)[] = [];
  const receivers: Receiver[] = [];
  let knex: Knex;
  let environment: string;
  let receiver: Receiver;
  let webhooks: DatabaseWebhooks;
  let settings = DEFAULT_WEBHOOK_SETTINGS;

  const ciphers = WebhookCiphers.create({
    keyRing: AesKeyRing.fromConfig(
      new ConfigReader({
        platformOrchestrator: {
          secrets: { keys: [{ id: '1', secret: 'a secret that is long enough to be a key' }] },
        },
      }),
    ),
  });

  /** One more replica, with what it tells and sends. */
  async function startReplica() {
    const logger = mockServices.logger.mock();
    const environments = DatabaseEnvironments.create({
      database: knex,
      environmentTypes: async () => [],
      workloadsOfSets: async () => new Map(),
    });
    const guard = TargetGuard.create(settings);
    const worker = DeliveryWorker.create({
      ...{ database: knex, logger, ciphers, guard, settings, retry: RETRY, poll: 20 },
    });
    const common = { database: knex, environments, settings, onDelivery: () => worker.wake() };
    webhooks = DatabaseWebhooks.create({ ...common, ciphers, guard });
    const dispatcher = OutboxDispatcher.create({
      ...{ database: knex, logger, sinks: [WebhookSink.create(common)] },
      timings: { shortestPoll: 5, longestPoll: 20 },
    });
    await dispatcher.start();
    worker.start();
    stops.push(async () => {
      await dispatcher.stop();
      await worker.stop();
    });
  }

  async function addReceiver(): Promise<Receiver> {
    const added = await Receiver.start();
    receivers.push(added);
    return added;
  }

  const create = (request: Partial<CreateWebhookRequest> = {}) =>
    webhooks.create(
      {
        ...{ name: 'chat', url: receiver.url('/hook'), secret: SECRET },
        events: ['deployment.status-changed'],
        ...request,
      },
      ANA,
    );
  /** Brings a new deployment through these statuses. */
  async function deploy(about: string, ...statuses: string[]): Promise<string> {
    const uid = await seedDeployment(knex, about);
    for (const [index, to] of statuses.entries()) {
      const from = index === 0 ? 'pending' : statuses[index - 1];
      await knex.transaction(transaction =>
        changeDeploymentStatus(transaction, uid, from as never, to as never),
      );
    }
    return uid;
  }
  const bodies = (of = receiver): WebhookBody[] => of.received.map(({ body }) => JSON.parse(body));
  const told = (of = receiver) =>
    bodies(of).map(({ event, deployment }) => `${event} ${deployment?.status}`);
  const until = async (holds: () => boolean | Promise<boolean>) => {
    while (!(await holds())) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };
  const settled = () =>
    until(
      async () =>
        (await knex('outbox')).length === 0 &&
        (await knex('deliveries').where({ status: 'pending' })).length === 0,
    );

  beforeEach(async () => {
    settings = {
      ...DEFAULT_WEBHOOK_SETTINGS,
      allowHttp: true,
      allowedNetworks: ['127.0.0.0/8'],
      timeout: 0.5,
    };
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
    receiver = await addReceiver();
    await startReplica();
  });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
    await Promise.all(receivers.splice(0).map(each => each.stop()));
  });

  it('are told in order what becomes of deployments, signed, and with nothing but names and uids', async () => {
    await create();
    const uid = await deploy(environment, 'planning', 'applying', 'failed');
    await settled();
    expect(told()).toEqual([
      'deployment.status-changed planning',
      'deployment.status-changed applying',
      'deployment.status-changed failed',
    ]);
    const [{ headers, body }] = receiver.received;
    const webhookId = String(headers['webhook-id']);
    expect(JSON.parse(body)).toEqual({
      version: 1,
      id: webhookId,
      event: 'deployment.status-changed',
      occurredAt: expect.any(String),
      sequence: expect.any(Number),
      environment: {
        uid: environment,
        application: 'shop-dev',
        name: 'dev',
        type: 'development',
      },
      deployment: {
        uid,
        number: 1,
        kind: 'deploy',
        status: 'planning',
        previousStatus: 'pending',
        requestedBy: ANA,
      },
    });
    const signed = `${webhookId}.${headers['webhook-timestamp']}.${body}`;
    const digest = createHmac('sha256', Buffer.from(SECRET, 'base64')).update(signed);
    expect(headers['webhook-signature']).toBe(`v1,${digest.digest('base64')}`);
    expect(Math.abs(Date.now() / 1_000 - Number(headers['webhook-timestamp']))).toBeLessThan(60);
  });

  it('hear of the events, applications and environment types that they ask for, and of no others', async () => {
    const other = await seedEnvironment(knex, 'other');
    const [people, elsewhere, production] = [
      await addReceiver(),
      await addReceiver(),
      await addReceiver(),
    ];
    await create({
      url: people.url(),
      events: ['deployment.approval-needed', 'deployment.needs-attention'],
    });
    await create({ url: elsewhere.url(), application: 'shop-other' });
    await create({ url: production.url(), environmentTypes: ['production'] });
    await deploy(environment, 'planning', 'awaiting-approval');
    await deploy(environment, 'planning', 'applying', 'needs-attention');
    await deploy(other, 'planning');
    await settled();
    expect(told(people)).toEqual([
      'deployment.approval-needed awaiting-approval',
      'deployment.needs-attention needs-attention',
    ]);
    expect(told(elsewhere)).toEqual(['deployment.status-changed planning']);
    expect(told(production)).toEqual([]);
  });

  it('do not hear of plans that were all that was asked for', async () => {
    await create();
    const uid = await seedDeployment(knex, environment, { planOnly: true });
    await knex.transaction(transaction =>
      changeDeploymentStatus(transaction, uid, 'pending', 'planning'),
    );
    await settled();
    expect(receiver.received).toEqual([]);
  });

  it('get a delivery again until they take it, under one id, and those behind it afterwards', async () => {
    await create();
    let failures = 3;
    receiver.answer = response => {
      failures -= 1;
      response.writeHead(failures >= 0 ? 503 : 200).end();
    };
    await deploy(environment, 'planning', 'applying');
    await settled();
    expect(told()).toEqual([
      ...Array(4).fill('deployment.status-changed planning'),
      'deployment.status-changed applying',
    ]);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids.slice(0, 4)).size).toBe(1);
  });

  it('get what stands behind a delivery that they have not taken for a quarter of an hour', async () => {
    await create();
    receiver.answer = (response, { body }) => {
      response.writeHead(body.includes('"status":"planning"') ? 400 : 200).end();
    };
    await deploy(environment, 'planning', 'applying');
    await until(async () => (await knex('deliveries')).length === 2);
    await until(() => receiver.received.length > 3);
    expect(new Set(told())).toEqual(new Set(['deployment.status-changed planning']));
    const [{ uid }] = await knex('deliveries').orderBy('uid');
    await knex('deliveries')
      .where({ uid })
      .update({ created_at: databaseTimeIn(knex, -16 * 60) });
    await until(() => told().includes('deployment.status-changed applying'));
    await webhooks.remove((await webhooks.list({})).items[0].uid);
  });

  it('are not held up by one that hangs', async () => {
    const dead = await addReceiver();
    dead.answer = () => undefined;
    await create({ url: dead.url() });
    await create();
    for (let index = 0; index < 10; index += 1) {
      await deploy(await seedEnvironment(knex, `e${index}`), 'planning');
    }
    const delivered = () => knex('deliveries').where({ status: 'delivered' }).pluck('event');
    await until(async () => (await delivered()).length === 10);
    expect(receiver.received).toHaveLength(10);
    expect(await knex('deliveries').where({ status: 'pending' }).pluck('event')).toHaveLength(10);
  });

  it('are sent each delivery once, however many replicas there are', async () => {
    await startReplica();
    await startReplica();
    await create();
    for (let index = 0; index < 10; index += 1) {
      await deploy(await seedEnvironment(knex, `e${index}`), 'planning', 'applying');
    }
    await settled();
    expect(receiver.received).toHaveLength(20);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(20);
  });

  it('are given up on after the time for it, and can be sent the same again', async () => {
    settings = { ...settings, retryFor: -60 };
    await startReplica();
    const { uid } = await create();
    receiver.answer = response => response.socket?.destroy();
    const ping = await webhooks.ping(uid);
    await settled();
    const { items } = await webhooks.listDeliveries(uid, {});
    expect(items).toMatchObject([
      {
        ...{ uid: ping.uid, event: 'ping', status: 'failed', attempts: 1 },
        error: 'The receiver cannot be reached: ECONNRESET.',
      },
    ]);
    receiver.answer = response => response.writeHead(202).end();
    await webhooks.redeliver(uid, ping.uid);
    await settled();
    expect((await webhooks.listDeliveries(uid, {})).items).toMatchObject([
      { uid: ping.uid, status: 'delivered', attempts: 2, responseStatus: 202 },
    ]);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
      ping.uid,
      ping.uid,
    ]);
    expect(await deleteOldDeliveries(knex, 60)).toBe(0);
    expect(await deleteOldDeliveries(knex, -60)).toBe(1);
  });

  it('are disabled when nothing could be delivered for long, and their owner is told', async () => {
    settings = { ...settings, disableAfter: -60 };
    await Promise.all(stops.splice(0).map(stop => stop()));
    await startReplica();
    const { uid } = await create();
    receiver.answer = response => response.writeHead(404).end();
    await webhooks.ping(uid);
    await until(async () => (await webhooks.get(uid)).status === 'disabled');
    expect(receiver.received).toHaveLength(10);
    expect((await webhooks.get(uid)).statusReason).toContain('answered with the status 404');
    await expect(webhooks.ping(uid)).rejects.toThrow('enable it first');
    // What the sink of notifications is handed; here nobody is there to take it.
    await settled();
    expect(await knex('deliveries').pluck('status')).toEqual(['failed']);

    receiver.answer = response => response.writeHead(200).end();
    await webhooks.update(uid, { status: 'enabled' });
    await webhooks.ping(uid);
    await settled();
    expect(await webhooks.get(uid)).toMatchObject({ status: 'enabled', failingSince: undefined });
  });

  it('keep their address and secret to themselves', async () => {
    const made = await create({ url: receiver.url('/hook?token=private') });
    expect(made.origin).toBe(receiver.url().slice(0, -1));
    const shown = JSON.stringify([made, await webhooks.list({}), await webhooks.get(made.uid)]);
    const stored = JSON.stringify(await knex('webhooks'));
    for (const text of [shown, stored]) {
      expect(text).not.toContain('private');
      expect(text).not.toContain(SECRET);
    }
  });

  it('are refused with an address or secret that cannot be one, and with what does not exist', async () => {
    await expect(create({ url: 'https://10.0.0.1/' })).rejects.toThrow('is not a public address');
    await expect(create({ secret: 'short' })).rejects.toThrow('openssl rand -base64 32');
    await expect(create({ application: 'nothing' })).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(webhooks.get(uuid())).rejects.toMatchObject({ name: 'NotFoundError' });
    const { uid } = await create();
    await expect(webhooks.update(uid, { url: 'ftp://host/' })).rejects.toThrow('has to be https');
    await expect(webhooks.redeliver(uid, uuid())).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('are changed where something is given, and removed with their deliveries', async () => {
    const other = await addReceiver();
    const { uid } = await create();
    await webhooks.update(uid, {
      name: 'new',
      url: other.url(),
      environmentTypes: ['development'],
    });
    await webhooks.ping(uid);
    await settled();
    expect(other.received).toHaveLength(1);
    expect(await webhooks.get(uid)).toMatchObject({
      ...{ name: 'new', environmentTypes: ['development'], events: ['deployment.status-changed'] },
    });
    await webhooks.remove(uid);
    expect((await webhooks.list({})).items).toEqual([]);
    expect(await knex('deliveries')).toEqual([]);
  });

  it('go on being listed page by page', async () => {
    for (const name of ['a', 'b', 'c']) {
      await create({ name });
    }
    const first = await webhooks.list({ limit: 2 });
    const rest = await webhooks.list({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(rest.nextCursor).toBeUndefined();
  });
});
