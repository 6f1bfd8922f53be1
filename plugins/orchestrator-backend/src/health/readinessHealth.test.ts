import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { readinessChecksServiceRef } from '@tutti/backstage-plugin-platform-orchestrator-node';
import request from 'supertest';
import { readinessHealthServiceFactory } from './readinessHealthServiceFactory';

const reasons = new Map<string, string | Error | undefined>();
const pluginOf = (pluginId: string) =>
  createBackendPlugin({
    pluginId,
    register(environment) {
      environment.registerInit({
        deps: { checks: readinessChecksServiceRef },
        async init({ checks }) {
          checks.add(pluginId, async () => {
            const reason = reasons.get(pluginId);
            if (reason instanceof Error) {
              throw reason;
            }
            return reason;
          });
        },
      });
    },
  });

describe('health of a backend', () => {
  it('is ready while all its plugins are, and says which is not and why', async () => {
    const backend = await startTestBackend({
      features: [readinessHealthServiceFactory, pluginOf('first'), pluginOf('second')],
    });
    const probe = (what: string) => request(backend.server).get(`/.backstage/health/v1/${what}`);
    try {
      expect((await probe('readiness')).status).toBe(200);
      reasons.set('second', 'The database has not answered for 40 s.');
      reasons.set('first', new Error('password=s3cret'));
      const { status, body } = await probe('readiness');
      expect(status).toBe(503);
      expect(body.checks).toEqual({
        first: 'It could not be asked.',
        second: 'The database has not answered for 40 s.',
      });
      expect((await probe('liveness')).status).toBe(200);
      reasons.clear();
      expect((await probe('readiness')).status).toBe(200);
    } finally {
      await backend.stop();
    }
  });
});
