import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import { startTestApi } from './startTestApi';

const BASE = '/api/platform-orchestrator/v1';
const ANA = 'user:default/ana';

/** A Score file whose image is left to the submission. */
export const SCORE = `apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  web:
    image: .
`;

type TestApi = Awaited<ReturnType<typeof startTestApi>>;

function callsTo({ server }: TestApi, user: string) {
  const header = mockCredentials.user.header(user);
  const withUser = (call: request.Test) => call.set('Authorization', header);
  return {
    get: (path: string) => withUser(request(server).get(`${BASE}${path}`)),
    post: (path: string, body?: object | string) =>
      withUser(request(server).post(`${BASE}${path}`))
        .set('Content-Type', 'application/json')
        .send(body),
    put: (path: string, body?: object | string) =>
      withUser(request(server).put(`${BASE}${path}`))
        .set('Content-Type', 'application/json')
        .send(body),
    patch: (path: string, body: object) =>
      withUser(request(server).patch(`${BASE}${path}`)).send(body),
    remove: (path: string) => withUser(request(server).delete(`${BASE}${path}`)),
  };
}

/** The API with an application `shop` that has environments `development` and `production`, called by Ana. */
export async function withShop(options?: Parameters<typeof startTestApi>[0]) {
  const api = await startTestApi(options);
  const as = (user: string) => callsTo(api, user);
  const { get, post, put, patch, remove } = as(ANA);
  await post('/applications', { name: 'shop', title: 'Shop' }).expect(201);
  for (const type of ['development', 'production']) {
    await post('/applications/shop/environments', { name: type, type }).expect(201);
  }
  return { ...api, as, get, post, put, patch, remove };
}
