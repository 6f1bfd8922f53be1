import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import { startTestApi } from './__testUtils__/startTestApi';
import { SCORE, withShop } from './__testUtils__/withShop';

jest.setTimeout(60_000);

const ANA = mockCredentials.user.header('user:default/ana');
const DEPLOYMENTS = '/applications/shop/environments/development/deployments';

describe('REST API', () => {
  it('creates and shows applications and environments', async () => {
    const { get, post } = await withShop();

    const { body: applications } = await get('/applications').expect(200);
    expect(applications.items).toMatchObject([{ name: 'shop', title: 'Shop' }]);
    const { body: environments } = await get('/applications/shop/environments').expect(200);
    expect(environments.items.map((item: { name: string }) => item.name)).toEqual([
      'development',
      'production',
    ]);
    await post('/applications', { name: 'shop' }).expect(409);
    await post('/applications/shop/environments', { name: 'qa', type: 'qa' }).expect(400);
  });

  it('submits a Score file with image and overrides, and hands in the change that it asks for', async () => {
    const { post, deployments } = await withShop();

    const { body } = await post(DEPLOYMENTS, {
      scoreFiles: [
        {
          content: SCORE,
          images: { web: 'registry.example.com/web:1' },
          overrides: { containers: { web: { variables: { MODE: 'test' } } } },
          source: { repository: 'https://git.example.com/shop', path: 'web/score.yaml' },
        },
      ],
      remove: ['worker'],
      commit: 'abc',
      onBusy: 'refuse',
    }).expect(201);

    expect(body).toMatchObject({ status: 'pending', workloads: ['web'], removed: ['worker'] });
    const [{ submission, principal }] = deployments.submissions;
    expect(principal.ref).toBe('user:default/ana');
    expect(submission).toMatchObject({ planOnly: false, onBusy: 'refuse', commit: 'abc' });
    expect(submission.delta.upsert.web).toMatchObject({
      workload: {
        containers: { web: { image: 'registry.example.com/web:1', variables: { MODE: 'test' } } },
      },
      source: { repository: 'https://git.example.com/shop', path: 'web/score.yaml' },
    });
  });

  it('gives the first answer again for the same key and body, and a conflict for another body', async () => {
    const { post } = await withShop();
    const body = { scoreFiles: [{ content: SCORE, images: { web: 'web:1' } }] };
    const submit = (sent: object) => post(DEPLOYMENTS, sent).set('Idempotency-Key', 'once');

    const first = await submit(body).expect(201);
    const second = await submit(body).expect(201);
    expect(second.body.uid).toBe(first.body.uid);
    await submit({ ...body, planOnly: true }).expect(409);
  });

  it('lists every problem of the submitted files with its place', async () => {
    const { post, deployments } = await withShop();

    const { body } = await post(DEPLOYMENTS, {
      scoreFiles: [
        {
          name: 'web/score.yaml',
          content: SCORE.replace('    image: .', '    imagee: nginx\n    variables: { A: [] }'),
        },
      ],
    }).expect(400);

    expect(body.error.name).toBe('InputError');
    expect(body.error.message).toContain('web/score.yaml:');
    expect(body.error.problems.length).toBeGreaterThan(1);
    for (const problem of body.error.problems) {
      expect(problem).toMatchObject({
        source: 'web/score.yaml',
        line: expect.any(Number),
        column: expect.any(Number),
        pointer: expect.stringMatching(/^\/containers\/web/),
      });
    }
    expect(deployments.submissions).toEqual([]);
  });

  it('says which application or environment does not exist', async () => {
    const { get, post } = await withShop();

    const body = { remove: ['web'] };
    for (const [call, named] of [
      [get('/applications/shp'), 'shp'],
      [get('/applications/shp/environments'), 'shp'],
      [get('/applications/shp/workloads'), 'shp'],
      [get('/applications/shp/deployments'), 'shp'],
      [get('/resources?application=shp'), 'shp'],
      [post('/applications/shp/environments', { name: 'dev', type: 'development' }), 'shp'],
      [post('/applications/shp/environments/development/deployments', body), 'shp'],
      [get('/applications/shop/environments/live'), 'live'],
      [get('/applications/shop/deployments?environment=live'), 'live'],
      [post('/applications/shop/environments/live/deployments', body), 'live'],
      [post('/explain', { application: 'shop', environment: 'live', type: 'postgres' }), 'live'],
      [get('/deployments/nothing'), 'nothing'],
      [get('/resources/nothing'), 'nothing'],
      [get('/definitions/nothing'), 'nothing'],
    ] as const) {
      const response = await call;
      expect([response.status, response.body.error.name]).toEqual([404, 'NotFoundError']);
      expect(response.body.error.message).toContain(`"${named}"`);
    }
  });

  it('reads on in the log, and waits for something new when asked to', async () => {
    const { get, post, deployments } = await withShop();
    await post(DEPLOYMENTS, { remove: ['web'] }).expect(201);
    const line = {
      cursor: '2',
      at: '2026-01-01T00:00:00Z',
      level: 'info',
      message: 'Done',
    } as const;
    deployments.log
      .mockResolvedValueOnce({ items: [], after: '1', complete: false })
      .mockResolvedValueOnce({ items: [line], after: '2', complete: true });

    const { body } = await get('/deployments/deployment-1/log?after=1&wait=20').expect(200);

    expect(body).toEqual({ items: [line], after: '2', complete: true });
    expect(deployments.log.mock.calls).toEqual([
      ['deployment-1', { after: '1' }],
      ['deployment-1', { after: '1' }],
    ]);
  });

  it('answers at once when nobody asks to wait', async () => {
    const { get, post, deployments } = await withShop();
    await post(DEPLOYMENTS, { remove: ['web'] }).expect(201);
    deployments.log.mockResolvedValue({ items: [], after: '1', complete: false });

    await get('/deployments/deployment-1/log?after=1').expect(200);

    expect(deployments.log).toHaveBeenCalledTimes(1);
  });

  it('shows what follows a submission, and the registry', async () => {
    const { get, post, ledger, environments } = await withShop();
    ledger.add(await environments.find('shop', 'development'));
    await post(DEPLOYMENTS, { remove: ['web'] }).expect(201);

    const { body: listed } = await get('/applications/shop/deployments?environment=development');
    expect(listed.items).toMatchObject([{ uid: 'deployment-1' }]);
    const { body: cancelled } = await post('/deployments/deployment-1/cancel').expect(200);
    expect(cancelled.status).toBe('cancelled');
    await get('/deployments/deployment-1/nodes').expect(200, { items: [] });
    await get('/deployments/deployment-1/plan').expect(404);
    const { body: resources } = await get('/resources?application=shop&limit=5').expect(200);
    expect(resources.items).toMatchObject([{ uid: 'resource-1' }]);
    await get('/resources/resource-1').expect(200);
    const { body: statuses } = await get('/applications/shop/workloads').expect(200);
    expect(statuses.items).toHaveLength(2);
    for (const path of [
      'definitions',
      'resource-types',
      'environment-types',
      'drivers',
      'sources',
    ]) {
      const { body } = await get(`/${path}`).expect(200);
      expect(Array.isArray(body.items)).toBe(true);
    }
    await get('/definitions/postgres-production').expect(200);
  });

  it('shows its own document', async () => {
    const { server } = await startTestApi();

    const { body } = await request(server)
      .get('/api/platform-orchestrator/openapi.json')
      .set('Authorization', ANA)
      .expect(200);
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/v1/deployments/{uid}/log');
  });

  it('explains what a request matches, in an environment and in one only thought of', async () => {
    const { post } = await withShop();

    const { body: existing } = await post('/explain', {
      application: 'shop',
      environment: 'development',
      type: 'postgres',
      id: 'web.db',
    }).expect(200);
    expect(existing.winner.definition).toBe('postgres-development');
    expect(existing.candidates).toHaveLength(2);
    const { body: imagined } = await post('/explain', {
      application: 'shop',
      environmentType: 'production',
      type: 'postgres',
    }).expect(200);
    expect(imagined.winner.definition).toBe('postgres-production');
  });

  it('checks a Score file without keeping it', async () => {
    const { post } = await withShop();

    const { body: good } = await post('/score/validate', { content: SCORE }).expect(200);
    expect(good).toMatchObject({ valid: true, workloads: ['web'] });
    const { body: bad } = await post('/score/validate', { content: 'a: b' }).expect(200);
    expect(bad.valid).toBe(false);
    expect(bad.problems.length).toBeGreaterThan(0);
  });

  it('records every call, writes as medium, and failures as such', async () => {
    const { get, post, auditor, event } = await withShop();
    auditor.createEvent.mockClear();
    event.success.mockClear();

    await get('/applications/shop').expect(200);
    await post(DEPLOYMENTS, { remove: ['web'] }).expect(201);
    await get('/applications/shp').expect(404);

    expect(
      auditor.createEvent.mock.calls.map(([call]) => [call.eventId, call.severityLevel, call.meta]),
    ).toEqual([
      ['application-fetch', 'low', { application: 'shop', queryType: 'get-application' }],
      [
        'deployment-mutate',
        'medium',
        { application: 'shop', environment: 'development', actionType: 'submit-deployment' },
      ],
      ['application-fetch', 'low', { application: 'shp', queryType: 'get-application' }],
    ]);
    expect(event.success).toHaveBeenCalledTimes(2);
    expect(event.fail).toHaveBeenCalledTimes(1);
  });
});
