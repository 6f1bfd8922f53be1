import {
  applicationPermissions,
  definitionPermissions,
  environmentPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  createApplicationConditionalDecision,
  applicationConditions,
} from '../authorization/rules/applicationRules';
import {
  createDefinitionConditionalDecision,
  definitionConditions,
} from '../authorization/rules/definitionRules';
import {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from '../authorization/rules/environmentRules';
import { ALLOW, withTwoShops } from './__testUtils__/withTwoShops';

jest.setTimeout(60_000);

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

describe('conditional decisions', () => {
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
});
