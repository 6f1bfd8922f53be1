import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  DefaultNotificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { seedDeployment, seedEnvironment } from '../database/__testUtils__/seed';
import { changeDeploymentStatus } from '../database/deployments/changeDeploymentStatus';
import { insertOutbox } from '../database/execution/insertOutbox';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { insertWebhook } from '../database/webhooks/insertWebhook';
import { DatabaseEnvironments } from '../environments/DatabaseEnvironments';
import { OutboxDispatcher } from '../execution/outbox/OutboxDispatcher';
import { WEBHOOK_DISABLED_TOPIC } from '../webhooks/webhookDisabled';
import { NotificationSink } from './NotificationSink';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';
const TEAM = 'group:default/shop-team';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('notifications on %p', id => {
  const sent: NotificationSendOptions[] = [];
  const answers: number[] = [];
  const logger = mockServices.logger.mock();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      const status = answers.shift() ?? 200;
      if (status === 200) {
        sent.push(JSON.parse(body));
      }
      response.writeHead(status).end();
    });
  });
  let dispatcher: OutboxDispatcher;
  let knex: Knex;
  let environment: string;

  const become = async (from: string, to: string, requestedBy = ANA) => {
    const uid = await seedDeployment(knex, environment, { status: from as never, requestedBy });
    await knex.transaction(transaction =>
      changeDeploymentStatus(transaction, uid, from as never, to as never),
    );
    return uid;
  };
  const drained = async () => {
    while ((await knex('outbox')).length > 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };

  beforeAll(async () => {
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });
  beforeEach(async () => {
    jest.clearAllMocks();
    sent.length = 0;
    answers.length = 0;
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
    await knex('applications').update({ owner_ref: TEAM });
    const environments = DatabaseEnvironments.create({
      database: knex,
      environmentTypes: async () => [],
      workloadsOfSets: async () => new Map(),
    });
    const { port } = server.address() as AddressInfo;
    const notifications = DefaultNotificationService.create({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/notifications`,
      }),
    });
    dispatcher = OutboxDispatcher.create({
      ...{ database: knex, logger },
      sinks: [NotificationSink.create({ database: knex, environments, notifications, logger })],
      timings: { shortestPoll: 5, longestPoll: 20, retry: { first: 0.05, longest: 0.1 } },
    });
    await dispatcher.start();
  });
  afterEach(() => dispatcher.stop());

  it('ask the owner of the application to approve, and not the requester', async () => {
    const uid = await become('planning', 'awaiting-approval');
    await drained();
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: [TEAM], excludeEntityRef: ANA },
        payload: expect.objectContaining({
          title: 'Deployment 1 of shop-dev/dev waits for approval',
          link: `/platform/deployments/${uid}`,
        }),
      },
    ]);
  });

  it('tell requester and owner of what failed or needs attention, and nobody of the rest', async () => {
    await become('applying', 'failed');
    await become('applying', 'needs-attention');
    await become('verifying', 'succeeded');
    await drained();
    expect(sent.map(({ recipients, payload }) => [recipients, payload.title])).toEqual([
      [{ type: 'entity', entityRef: [ANA, TEAM] }, 'Deployment 1 of shop-dev/dev failed'],
      [{ type: 'entity', entityRef: [ANA, TEAM] }, 'Deployment 2 of shop-dev/dev needs attention'],
    ]);
  });

  it('do not go to services', async () => {
    await become('applying', 'failed', 'plugin:catalog');
    await drained();
    expect(sent[0].recipients).toEqual({ type: 'entity', entityRef: [TEAM] });
  });

  it('tell the owner of a webhook that it was disabled', async () => {
    const webhook = { uid: 'w', name: 'chat', ownerRef: ANA, environmentTypes: [], events: [] };
    await insertWebhook(knex, { ...webhook, url: '', origin: '', secret: '' });
    await knex.transaction(transaction =>
      insertOutbox(transaction, 'w', [
        { kind: 'notification', topic: WEBHOOK_DISABLED_TOPIC, payload: { uid: 'w' } },
      ]),
    );
    await drained();
    expect(sent).toMatchObject([
      {
        recipients: { entityRef: [ANA] },
        payload: { title: expect.stringContaining('The webhook "chat" was disabled') },
      },
    ]);
  });

  it('are sent again when the plugin has trouble', async () => {
    answers.push(503, 500);
    await become('applying', 'failed');
    await drained();
    expect(sent).toHaveLength(1);
  });

  it('are left out without trouble where the plugin is not installed', async () => {
    answers.push(404, 404);
    await become('applying', 'failed');
    await become('applying', 'failed');
    await drained();
    expect(sent).toEqual([]);
    expect(logger.warn).not.toHaveBeenCalled();
    expect(logger.info).toHaveBeenCalledTimes(1);
  });
});
