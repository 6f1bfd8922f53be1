import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import { platformOrchestratorPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { withShop } from './__testUtils__/withShop';

const FRAMEWORK = '/api/platform-orchestrator/.well-known/backstage/permissions';
const SERVICE = mockCredentials.service.header();

describe('what the permission framework is told', () => {
  it('is every permission, and the rules that conditions may use', async () => {
    const { server } = await withShop();

    const { body } = await request(server)
      .get(`${FRAMEWORK}/metadata`)
      .set('Authorization', SERVICE)
      .expect(200);

    const names = body.permissions.map((permission: { name: string }) => permission.name);
    expect(names.sort()).toEqual(platformOrchestratorPermissions.map(each => each.name).sort());
    expect(
      body.rules.map((rule: { resourceType: string; name: string }) => [
        rule.resourceType,
        rule.name,
      ]),
    ).toEqual([
      ['platform-orchestrator-application', 'IS_OWNER'],
      ['platform-orchestrator-application', 'HAS_LABEL'],
      ['platform-orchestrator-environment', 'IS_OWNER'],
      ['platform-orchestrator-environment', 'HAS_ENVIRONMENT_TYPE'],
      ['platform-orchestrator-environment', 'HAS_LABEL'],
      ['platform-orchestrator-definition', 'IS_OWNER'],
      ['platform-orchestrator-definition', 'HAS_RESOURCE_TYPE'],
    ]);
  });

  it('lets a page ask about one environment by name or uid, and about one definition', async () => {
    const { server, environments } = await withShop();
    const { uid } = await environments.find('shop', 'development');
    const ask = (id: string, resourceType: string, resourceRef: string, types: string[]) => ({
      id,
      resourceRef,
      resourceType,
      conditions: {
        resourceType,
        rule: resourceType.endsWith('environment') ? 'HAS_ENVIRONMENT_TYPE' : 'HAS_RESOURCE_TYPE',
        params: { types },
      },
    });
    const environment = 'platform-orchestrator-environment';
    const definition = 'platform-orchestrator-definition';

    const { body } = await request(server)
      .post(`${FRAMEWORK}/apply-conditions`)
      .set('Authorization', SERVICE)
      .send({
        items: [
          ask('by name', environment, 'shop/development', ['development']),
          ask('by uid', environment, uid, ['development']),
          ask('another type', environment, 'shop/production', ['development']),
          ask('absent', environment, 'shop/none', ['development']),
          ask('definition', definition, 'postgres-production', ['postgres']),
        ],
      })
      .expect(200);

    expect(body.items).toEqual([
      { id: 'by name', result: 'ALLOW' },
      { id: 'by uid', result: 'ALLOW' },
      { id: 'another type', result: 'DENY' },
      { id: 'absent', result: 'DENY' },
      { id: 'definition', result: 'ALLOW' },
    ]);
  });
});
