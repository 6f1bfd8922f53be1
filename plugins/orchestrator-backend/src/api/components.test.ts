import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { applicationPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { type StartTestApiOptions, startTestApi } from './__testUtils__/startTestApi';

const BASE = '/api/platform-orchestrator/v1';
const ROOT = 'https://git.example.com/shop/tree/main/';

const SCORE = `apiVersion: score.dev/v1b1
metadata: { name: web }
containers:
  web:
    image: nginx
    files:
      /etc/app.conf: { source: ./app.conf }
      /etc/logo.png: { source: assets/logo.png, noExpand: true }
`;

function component(name: string, annotations: Record<string, string> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': `url:${ROOT}catalog-info.yaml`,
        'backstage.io/source-location': `url:${ROOT}`,
        'tutti.dev/application': 'shop',
        'tutti.dev/workload': name,
        'tutti.dev/score': `${name}/score.yaml`,
        ...annotations,
      },
    },
  };
}

async function withComponents(options: StartTestApiOptions) {
  const api = await startTestApi(options);
  await api.environments.createApplication({ name: 'shop', labels: {} });
  await api.environments.createEnvironment(
    await api.environments.environmentCandidate('shop', {
      name: 'development',
      type: 'development',
    }),
  );
  const ana = mockCredentials.user.header('user:default/ana');
  return {
    ...api,
    submit: (name: string) =>
      request(api.server)
        .post(`${BASE}/applications/shop/environments/development/deployments`)
        .set('Authorization', ana)
        .send({ scoreFiles: [{ component: `component:default/${name}` }] }),
    scoreFile: (name: string) =>
      request(api.server)
        .get(`${BASE}/score/component?component=component:default/${name}`)
        .set('Authorization', ana),
  };
}

describe('Score files of catalog Components', () => {
  const files = {
    [`${ROOT}web/score.yaml`]: SCORE,
    [`${ROOT}web/app.conf`]: 'mode = test',
    [`${ROOT}web/assets/logo.png`]: Buffer.from([0x89, 0x50, 0xff, 0x00]),
  };

  it('are read from their repository with the files that they name, and bind the workload to it', async () => {
    const { submit, deployments } = await withComponents({ entities: [component('web')], files });

    await submit('web').expect(201);

    expect(deployments.submissions[0].submission.delta.upsert.web).toMatchObject({
      source: { repository: 'https://git.example.com/shop', path: 'web/score.yaml' },
      workload: {
        containers: {
          web: {
            files: {
              '/etc/app.conf': { content: 'mode = test' },
              '/etc/logo.png': { binaryContent: 'iVD/AA==', noExpand: true },
            },
          },
        },
      },
    });
    const [entry] = Object.values(deployments.submissions[0].submission.delta.upsert);
    expect(JSON.stringify(entry.workload)).not.toContain('"source"');
  });

  it('are shown with the place where they are', async () => {
    const { scoreFile } = await withComponents({ entities: [component('web')], files });

    const { body } = await scoreFile('web').expect(200);
    expect(body).toEqual({ content: SCORE, location: `${ROOT}web/score.yaml` });
  });

  it('say at which line a file that they name cannot be read', async () => {
    const { submit } = await withComponents({
      entities: [component('web')],
      files: { [`${ROOT}web/score.yaml`]: SCORE, [`${ROOT}web/app.conf`]: '' },
    });

    const { body } = await submit('web').expect(400);
    expect(body.error.problems).toMatchObject([
      {
        source: 'web/score.yaml',
        line: 8,
        pointer: '/containers/web/files/~1etc~1logo.png/source',
        message: expect.stringContaining('assets/logo.png was not found'),
      },
    ]);
  });

  it.each<[string, Entity, number, string]>([
    ['there is no such Component', component('other'), 404, 'component:default/web'],
    [
      'an annotation is missing',
      component('web', { 'tutti.dev/score': '' }),
      400,
      'tutti.dev/score',
    ],
    [
      'the path leaves the repository',
      component('web', { 'tutti.dev/score': '../../secret/score.yaml' }),
      400,
      'inside the same folder',
    ],
    [
      'the path is an address',
      component('web', { 'tutti.dev/score': 'https://evil.example.com/score.yaml' }),
      400,
      'inside the same folder',
    ],
    [
      'the path is encoded',
      component('web', { 'tutti.dev/score': '%2e%2e/score.yaml' }),
      400,
      'inside the same folder',
    ],
    [
      'it lies in a folder of the server',
      component('web', { 'backstage.io/source-location': 'file:/etc/' }),
      403,
      'allowedLocalFolders',
    ],
    [
      'its location is of an odd type',
      component('web', { 'backstage.io/source-location': 'dir:/etc/' }),
      403,
      'location of type "dir"',
    ],
    [
      'the file is no Score file',
      component('web', { 'tutti.dev/score': 'web/app.conf' }),
      400,
      'is not a Score file',
    ],
  ])('are refused when %s', async (_case, entity, status, message) => {
    const { submit, scoreFile, deployments } = await withComponents({ entities: [entity], files });

    for (const response of [await submit('web'), await scoreFile('web')]) {
      expect(response.status).toBe(status);
      expect(response.body.error.message).toContain(message);
      // What the server can read is not given to who asks.
      expect(JSON.stringify(response.body)).not.toContain('mode = test');
    }
    expect(deployments.submissions).toEqual([]);
  });

  it('are not deployed to an application, or under a name, that the annotations do not say', async () => {
    const { submit } = await withComponents({
      entities: [
        component('web', { 'tutti.dev/application': 'bank' }),
        component('api', { 'tutti.dev/score': 'web/score.yaml' }),
      ],
      files,
    });

    const foreign = await submit('web').expect(400);
    expect(foreign.body.error.message).toContain('"bank"');
    const misnamed = await submit('api').expect(400);
    expect(misnamed.body.error.problems).toMatchObject([{ code: 'workload-name', line: 2 }]);
  });

  it('are not read for a caller who may not see the application', async () => {
    const { scoreFile } = await withComponents({
      entities: [component('web')],
      files,
      policy: name => ({
        result:
          name === applicationPermissions.read.name ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      }),
    });

    const { body } = await scoreFile('web').expect(403);
    expect(body.error.message).toContain(applicationPermissions.read.name);
  });
});
