import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import {
  applicationPermissions,
  PLUGIN_ID,
  definitionPermissions,
  environmentPermissions,
  ledgerPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  applicationConditions,
  createApplicationConditionalDecision,
} from '../authorization/rules/applicationRules';
import {
  createDefinitionConditionalDecision,
  definitionConditions,
} from '../authorization/rules/definitionRules';
import {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from '../authorization/rules/environmentRules';
import { type StartTestApiOptions, startTestApi } from './__testUtils__/startTestApi';

jest.setTimeout(60_000);

const BASE = '/api/platform-orchestrator/v1';
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
/** Owns everything; the policies below let her do all. */
const ADMIN = 'user:default/admin';
const ANA = 'user:default/ana';

/** What Ana may do, by permission; everything else she may not. */
type Grants = Record<string, PolicyDecision>;

async function withTwoShops(grants: Grants, options: StartTestApiOptions = {}) {
  const api = await startTestApi({
    ...options,
    policy: (permissionName, user) => (user === ADMIN ? ALLOW : (grants[permissionName] ?? DENY)),
  });
  for (const [name, owner] of [
    ['shop', 'group:default/shop'],
    ['bank', 'group:default/bank'],
  ]) {
    await api.environments.createApplication({ name, labels: {}, ownerRef: owner });
    for (const type of ['development', 'production']) {
      await api.environments.createEnvironment(
        await api.environments.environmentCandidate(name, { name: type, type }),
      );
      api.ledger.add(await api.environments.find(name, type));
      await api.deployments.submit(
        {
          environmentUid: (await api.environments.find(name, type)).uid,
          kind: 'deploy',
          delta: { upsert: {}, remove: ['web'] },
          planOnly: false,
          onBusy: 'queue',
        },
        { ref: ADMIN },
      );
    }
  }
  const as = (header: string) => ({
    get: (path: string) => request(api.server).get(`${BASE}${path}`).set('Authorization', header),
    post: (path: string, body: object = {}) =>
      request(api.server).post(`${BASE}${path}`).set('Authorization', header).send(body),
  });
  return {
    ...api,
    ana: as(mockCredentials.user.header(ANA)),
    admin: as(mockCredentials.user.header(ADMIN)),
    service: (subject: string) =>
      as(
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service(subject),
          targetPluginId: PLUGIN_ID,
        }),
      ),
    anonymous: request(api.server),
  };
}

const names = (body: { items: { name: string }[] }) => body.items.map(item => item.name);

const ownedByShop = (
  permission: (typeof environmentPermissions)[keyof typeof environmentPermissions],
) =>
  createEnvironmentConditionalDecision(
    permission,
    environmentConditions.isOwner({ claims: ['group:default/shop'] }),
  );
const ofType = (
  permission: (typeof environmentPermissions)[keyof typeof environmentPermissions],
  types: string[],
) =>
  createEnvironmentConditionalDecision(
    permission,
    environmentConditions.hasEnvironmentType({ types }),
  );

describe('authorization', () => {
  it('refuses everything to a user whom no policy allows anything', async () => {
    const { ana } = await withTwoShops({});

    for (const call of [
      ana.get('/applications'),
      ana.get('/applications/shop'),
      // The same for what does not exist: a refusal must not tell.
      ana.get('/applications/none'),
      ana.post('/applications', { name: 'new' }),
      ana.get('/applications/shop/environments'),
      ana.post('/applications/shop/environments', { name: 'new', type: 'development' }),
      ana.get('/applications/shop/environments/development'),
      ana.get('/applications/shop/workloads'),
      ana.post('/applications/shop/environments/development/deployments', { remove: ['web'] }),
      ana.get('/applications/shop/deployments'),
      ana.get('/deployments/deployment-1'),
      ana.get('/deployments/none'),
      ana.get('/deployments/deployment-1/plan'),
      ana.get('/deployments/deployment-1/nodes'),
      ana.get('/deployments/deployment-1/log'),
      ana.get('/deployments'),
      ana.post('/deployments/deployment-1/cancel'),
      ana.post('/deployments/none/cancel'),
      ana.post('/deployments/deployment-1/retry'),
      ana.post('/deployments/deployment-1/approvals', { planHash: 'a', verdict: 'approved' }),
      ana.get('/resources'),
      ana.get('/resources/resource-1'),
      ana.post('/resources/none/resolution', { presence: 'absent', reason: 'r' }),
      ana.post('/resources/resource-1/destruction', { decision: 'keep', reason: 'r' }),
      ana.get('/definitions'),
      ana.get('/definitions/postgres-production'),
      ana.get('/resource-types'),
      ana.get('/environment-types'),
      ana.get('/drivers'),
      ana.get('/sources'),
      ana.post('/explain', { application: 'shop', environment: 'development', type: 'postgres' }),
      ana.post('/score/validate', { content: 'a: b' }),
    ]) {
      const { status, body, req } = (await call) as request.Response & { req: { path: string } };
      expect([req.path, status, body.error.name]).toEqual([req.path, 403, 'NotAllowedError']);
    }
  });

  describe('answers the same about what is hidden and what is absent', () => {
    const shopOnly = <T extends (typeof environmentPermissions)['read']>(permission: T) =>
      createEnvironmentConditionalDecision(
        permission,
        environmentConditions.isOwner({ claims: ['group:default/shop'] }),
      );
    const grants: Grants = Object.fromEntries([
      ...Object.values(environmentPermissions).map(each => [each.name, shopOnly(each)]),
      ...Object.values(ledgerPermissions).map(each => [each.name, shopOnly(each)]),
    ]);
    const reason = { reason: 'r' };

    it('on reads and on writes', async () => {
      const { ana } = await withTwoShops(grants);
      const calls: [string, object?][] = [
        ['/applications/bank/environments'],
        ['/applications/bank/environments/development'],
        ['/applications/bank/environments', { name: 'new', type: 'development' }],
        ['/applications/bank/workloads'],
        ['/applications/bank/deployments'],
        ['/applications/bank/deployments?environment=development'],
        ['/applications/bank/environments/development/deployments', { remove: ['web'] }],
        ['/resources?application=bank'],
        ['/deployments/deployment-3'],
        ['/deployments/deployment-3/plan'],
        ['/deployments/deployment-3/log'],
        ['/deployments/deployment-3/cancel', {}],
        ['/deployments/deployment-3/retry', {}],
        ['/deployments/deployment-3/approvals', { planHash: 'a', verdict: 'approved' }],
        ['/resources/resource-3'],
        ['/resources/resource-3/resolution', { presence: 'absent', ...reason }],
        ['/resources/resource-3/destruction', { decision: 'keep', ...reason }],
      ];
      const text = ({ status, body }: request.Response) =>
        JSON.stringify([status, body.error.name, body.error.message]);
      for (const [path, body] of calls) {
        const call = (to: string) => (body ? ana.post(to, body) : ana.get(to));
        const hidden = text(await call(path));
        const absent = text(await call(path.replace('bank', 'bonk').replace('-3', '-9')));
        expect([path, hidden.replace(/bank/g, 'bonk').replace(/-3/g, '-9')]).toEqual([
          path,
          absent,
        ]);
        expect(hidden).toMatch(/^\[404/);
      }
    });

    it('and refuses by name what the caller may see and not do', async () => {
      const { ana } = await withTwoShops({
        [environmentPermissions.read.name]: ALLOW,
        [environmentPermissions.deploy.name]: shopOnly(environmentPermissions.deploy),
        [ledgerPermissions.read.name]: ALLOW,
        [ledgerPermissions.resolve.name]: shopOnly(ledgerPermissions.resolve),
      });
      for (const [path, body] of [
        ['/applications/bank/environments/development/deployments', { remove: ['web'] }],
        ['/deployments/deployment-3/cancel', {}],
        ['/deployments/deployment-3/retry', {}],
        ['/resources/resource-3/resolution', { presence: 'absent', ...reason }],
      ] as const) {
        const { status, body: answer } = await ana.post(path, body);
        expect([path, status]).toEqual([path, 403]);
        expect(answer.error.message).toContain('it takes the permission');
      }
    });
  });

  it('lists what is under way where the caller may read, and what waits for them where they may approve', async () => {
    const { ana, admin, service } = await withTwoShops(
      {
        [environmentPermissions.read.name]: ofType(environmentPermissions.read, ['production']),
        [environmentPermissions.approve.name]: ownedByShop(environmentPermissions.approve),
      },
      {
        config: {
          platformOrchestrator: {
            services: [{ subject: 'ci', permissions: ['platform-orchestrator.environment.read'] }],
          },
        },
      },
    );
    const uids = (body: { items: { uid: string }[] }) => body.items.map(({ uid }) => uid).sort();
    const all = await ana.get('/deployments').expect(200);
    expect(uids(all.body)).toEqual(['deployment-2', 'deployment-4']);
    const mine = await ana.get('/deployments?waitsFor=me').expect(200);
    expect(uids(mine.body)).toEqual(['deployment-2']);
    expect((await admin.get('/deployments?waitsFor=me').expect(200)).body.items).toEqual([]);
    expect((await service('ci').get('/deployments?waitsFor=me').expect(200)).body.items).toEqual(
      [],
    );
    await ana.get('/deployments?status=failed').expect(400);
  });

  it('counts the person for whom a service submits as the requester', async () => {
    const { service, admin, deployments } = await withTwoShops(
      {},
      {
        config: {
          platformOrchestrator: {
            services: [
              {
                subject: 'ci',
                permissions: ['platform-orchestrator.environment.*'],
                requireActor: true,
              },
            ],
          },
        },
      },
    );
    const path = '/applications/shop/environments/development/deployments';
    const forNobody = await service('ci')
      .post(path, { remove: ['web'] })
      .expect(400);
    expect(forNobody.body.error.message).toContain('has to say for which person it submits');
    await service('ci')
      .post(path, { remove: ['web'], actor: 'group:default/shop' })
      .expect(400);
    const { body } = await service('ci')
      .post(path, { remove: ['web'], actor: 'user:default/Ana' })
      .expect(201);
    expect(body.requestedBy).toBe(ANA);
    expect(deployments.submissions.at(-1)?.principal).toEqual({ ref: 'ci', onBehalfOf: ANA });
    const forOther = await admin.post(path, { remove: ['web'], actor: ANA }).expect(400);
    expect(forOther.body.error.message).toContain('only a service submits for somebody else');
  });

  it('lets nobody in without credentials', async () => {
    const { anonymous } = await withTwoShops({});

    const { status } = await anonymous
      .get(`${BASE}/applications`)
      .set('Authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it('shows only what the conditions of a decision cover, in lists and one by one', async () => {
    const { ana } = await withTwoShops({
      [applicationPermissions.read.name]: createApplicationConditionalDecision(
        applicationPermissions.read,
        applicationConditions.isOwner({ claims: ['group:default/shop'] }),
      ),
      [environmentPermissions.read.name]: createEnvironmentConditionalDecision(
        environmentPermissions.read,
        {
          allOf: [
            environmentConditions.isOwner({ claims: ['group:default/shop'] }),
            environmentConditions.hasEnvironmentType({ types: ['development'] }),
          ],
        },
      ),
      'platform-orchestrator.ledger.read': createEnvironmentConditionalDecision(
        environmentPermissions.read,
        environmentConditions.isOwner({ claims: ['group:default/bank'] }),
      ),
      [definitionPermissions.read.name]: createDefinitionConditionalDecision(
        definitionPermissions.read,
        definitionConditions.isOwner({ claims: ['group:default/dba'] }),
      ),
    });

    expect(names((await ana.get('/applications').expect(200)).body)).toEqual(['shop']);
    await ana.get('/applications/shop').expect(200);
    const hidden = await ana.get('/applications/bank').expect(404);
    const absent = await ana.get('/applications/bonk').expect(404);
    expect(hidden.body.error.message.replace('bank', 'bonk')).toBe(absent.body.error.message);

    expect(names((await ana.get('/applications/shop/environments').expect(200)).body)).toEqual([
      'development',
    ]);
    await ana.get('/applications/shop/environments/development').expect(200);
    await ana.get('/applications/shop/environments/production').expect(404);
    await ana.get('/applications/bank/environments/development').expect(404);

    const { body: statuses } = await ana.get('/applications/shop/workloads').expect(200);
    expect(statuses.items).toMatchObject([{ environment: 'development' }]);
    const { body: deployments } = await ana.get('/applications/shop/deployments').expect(200);
    expect(deployments.items).toMatchObject([{ uid: 'deployment-1' }]);
    await ana.get('/deployments/deployment-1').expect(200);
    const other = await ana.get('/deployments/deployment-2').expect(404);
    const none = await ana.get('/deployments/deployment-9').expect(404);
    expect(other.body.error.message.replace('-2', '-9')).toBe(none.body.error.message);

    const { body: resources } = await ana.get('/resources').expect(200);
    expect(resources.items.map((item: { application: string }) => item.application)).toEqual([
      'bank',
      'bank',
    ]);
    const foreign = await ana.get('/resources/resource-1').expect(404);
    const missing = await ana.get('/resources/resource-9').expect(404);
    expect(foreign.body.error.message.replace('-1', '-9')).toBe(missing.body.error.message);
    await ana.get('/resources/resource-3').expect(200);

    expect(names((await ana.get('/definitions').expect(200)).body)).toEqual([
      'postgres-production',
    ]);
    await ana.get('/definitions/postgres-development').expect(404);
  });

  it('lets deploy, cancel and approve only where the conditions hold', async () => {
    const { ana, deployments } = await withTwoShops({
      [environmentPermissions.read.name]: ALLOW,
      [environmentPermissions.deploy.name]: ofType(environmentPermissions.deploy, ['development']),
      [environmentPermissions.approve.name]: ownedByShop(environmentPermissions.approve),
    });
    const submitted = deployments.submissions.length;
    const body = { remove: ['web'] };

    await ana.post('/applications/shop/environments/development/deployments', body).expect(201);
    await ana.post('/applications/shop/environments/production/deployments', body).expect(403);
    expect(deployments.submissions).toHaveLength(submitted + 1);

    await ana.post('/deployments/deployment-1/cancel').expect(200);
    await ana.post('/deployments/deployment-2/cancel').expect(403);
    const verdict = { planHash: 'a', verdict: 'approved' };
    await ana.post('/deployments/deployment-2/approvals', verdict).expect(200);
    await ana.post('/deployments/deployment-3/approvals', verdict).expect(403);
    // Reading the log is a permission of its own.
    await ana.get('/deployments/deployment-1/log').expect(403);
  });

  it('decides about creating on what would be created', async () => {
    const { ana } = await withTwoShops(
      {
        [environmentPermissions.read.name]: ALLOW,
        [applicationPermissions.create.name]: createApplicationConditionalDecision(
          applicationPermissions.create,
          applicationConditions.isOwner({ claims: ['group:default/team'] }),
        ),
        [environmentPermissions.create.name]: ofType(environmentPermissions.create, [
          'development',
        ]),
      },
      {
        entities: ['team', 'others'].map(owner => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'System',
          metadata: { name: `of-${owner}`, namespace: 'default' },
          relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
        })),
      },
    );

    const create = (name: string, systemRef?: string) =>
      ana.post('/applications', { name, systemRef });
    const { body } = await create('mine', 'of-team').expect(201);
    expect(body).toMatchObject({
      systemRef: 'system:default/of-team',
      ownerRef: 'group:default/team',
    });
    await create('theirs', 'system:default/of-others').expect(403);
    await create('nobodys').expect(403);
    await create('absent', 'system:default/absent').expect(400);
    await create('component', 'component:default/of-team').expect(400);

    const environment = (name: string, type: string) =>
      ana.post('/applications/shop/environments', { name, type });
    await environment('preview', 'development').expect(201);
    await environment('live', 'production').expect(403);
  });

  it('refuses a service that is not listed, though the framework lets services through', async () => {
    const { service, deployments } = await withTwoShops({});
    const submitted = deployments.submissions.length;
    const robot = service('external:robot');

    const { body } = await robot
      .post('/applications/shop/environments/development/deployments', { remove: ['web'] })
      .expect(403);
    expect(body.error.message).toContain('"external:robot"');
    expect(body.error.message).toContain('platformOrchestrator.services');
    await robot.get('/applications').expect(403);
    expect(deployments.submissions).toHaveLength(submitted);
  });

  it('lets a listed service do what it is listed with, and never approve', async () => {
    const { service, deployments } = await withTwoShops(
      {},
      {
        config: {
          platformOrchestrator: {
            services: [
              { subject: 'external:robot', permissions: ['platform-orchestrator.environment.*'] },
              { subject: 'plugin:catalog', permissions: [environmentPermissions.read.name] },
            ],
          },
        },
      },
    );
    const robot = service('external:robot');
    const path = '/applications/shop/environments/development';

    const { body } = await robot.post(`${path}/deployments`, { remove: ['web'] }).expect(201);
    expect(body.requestedBy).toBe('external:robot');
    expect(deployments.submissions.at(-1)?.principal.ref).toBe('external:robot');
    const verdict = { planHash: 'a', verdict: 'approved' };
    await robot.post('/deployments/deployment-1/approvals', verdict).expect(403);
    await robot.get('/resources').expect(403);

    const catalog = service('plugin:catalog');
    await catalog.get(path).expect(200);
    await catalog.post(`${path}/deployments`, { remove: ['web'] }).expect(403);
  });
});
