import type request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  environmentPermissions,
  ledgerPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from '../authorization/rules/environmentRules';
import { ALLOW, ANA, type Grants, withTwoShops } from './__testUtils__/withTwoShops';

jest.setTimeout(60_000);

const BASE = '/api/platform-orchestrator/v1';

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
    expect(deployments.submissions.at(-1)?.principal).toEqual({
      ref: 'ci',
      automated: true,
      onBehalfOf: ANA,
    });
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
