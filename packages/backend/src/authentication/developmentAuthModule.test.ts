import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { developmentAuthModule } from './developmentAuthModule';

const ana = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'ana', namespace: 'default' },
  spec: { memberOf: ['shop-team'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/shop-team' }],
};

function startAuth() {
  return startTestBackend({
    features: [
      authPlugin,
      developmentAuthModule,
      catalogServiceMock.factory({ entities: [ana] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          auth: { environment: 'development', providers: { development: {} } },
          platformOrchestrator: {
            developmentSignIn: { users: [{ entityRef: 'user:default/ana', title: 'Ana' }] },
          },
        },
      }),
    ],
  });
}

describe('developmentAuthModule', () => {
  it('signs in a listed user with the groups of the catalog', async () => {
    const { server } = await startAuth();
    const response = await request(server)
      .get('/api/auth/development/refresh')
      .set('x-requested-with', 'XMLHttpRequest')
      .set('x-tutti-development-user', 'user:default/ana');
    expect(response.status).toBe(200);
    expect(response.body.profile.displayName).toBe('Ana');
    expect(response.body.backstageIdentity.identity.ownershipEntityRefs).toEqual([
      'user:default/ana',
      'group:default/shop-team',
    ]);
  });

  it.each([{ 'x-tutti-development-user': 'user:default/root' }, {}])(
    'refuses who is not on the list: %p',
    async headers => {
      const { server } = await startAuth();
      const response = await request(server)
        .get('/api/auth/development/refresh')
        .set('x-requested-with', 'XMLHttpRequest')
        .set(headers);
      expect(response.status).toBe(401);
    },
  );

  it('does not start in production', async () => {
    const environment = process.env.NODE_ENV;
    Object.assign(process.env, { NODE_ENV: 'production' });
    try {
      await expect(startAuth()).rejects.toThrow(/does not start in production/);
    } finally {
      Object.assign(process.env, { NODE_ENV: environment });
    }
  });
});
