import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { type StartTestApiOptions, startTestApi } from './startTestApi';

const BASE = '/api/platform-orchestrator/v1';
/** Decisions of a policy. */
export const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
/** Owns everything; the policy lets her do all. */
export const ADMIN = 'user:default/admin';
/** May do what a test grants her. */
export const ANA = 'user:default/ana';

/** What Ana may do, by permission; everything else she may not. */
export type Grants = Record<string, PolicyDecision>;

/**
 * Starts the API with two applications, `shop` and `bank`, each with a development and a production environment, something
 * in the ledger of each, and a deployment; and gives callers of every sort.
 */
export async function withTwoShops(grants: Grants, options: StartTestApiOptions = {}) {
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
