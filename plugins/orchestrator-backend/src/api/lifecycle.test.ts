import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { environmentPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { withShop } from './__testUtils__/withShop';

jest.setTimeout(60_000);

const ADMIN = 'user:default/ana';
const DEVELOPER = 'user:default/dev';
const DEVELOPMENT = '/applications/shop/environments/development';

/** Ana may do everything, the developer may read and deploy. */
function policy(permissionName: string, user: string) {
  const granted: string[] = [
    environmentPermissions.read.name,
    environmentPermissions.deploy.name,
    environmentPermissions['read-log'].name,
  ];
  const isAllowed = user === ADMIN || (user === DEVELOPER && granted.includes(permissionName));
  return { result: isAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY } as const;
}

describe('the life of an environment over REST', () => {
  it('deletes an environment for whoever may delete it, and for nobody else', async () => {
    const { post, as, deployments, event } = await withShop({ policy });

    await as(DEVELOPER).post(`${DEVELOPMENT}/deletion`, {}).expect(403);
    const { body } = await post(`${DEVELOPMENT}/deletion`, { comment: 'Merged.' }).expect(201);

    expect(body).toMatchObject({ kind: 'destroy', status: 'pending', requestedBy: ADMIN });
    expect(deployments.submissions).toMatchObject([{ submission: { planOnly: false } }]);
    expect(event.success).toHaveBeenCalled();
    // Who may only deploy can neither stop a deletion nor try it again.
    await as(DEVELOPER).post(`/deployments/${body.uid}/cancel`).expect(403);
    await as(DEVELOPER).post(`/deployments/${body.uid}/retry`, {}).expect(403);
    await post(`/deployments/${body.uid}/cancel`).expect(200);
  });

  it('says that there is nothing to delete where nothing is', async () => {
    const { post } = await withShop({ policy });
    const { body } = await post('/applications/shop/environments/none/deletion', {}).expect(404);
    expect(body.error.message).toContain('"none"');
    await post(`${DEVELOPMENT}/deletion`, { onBusy: 'refuse' }).expect(400);
  });

  it('takes rollbacks, promotions and refreshes from whoever may deploy', async () => {
    const { as, deployments } = await withShop({ policy });
    const { post } = as(DEVELOPER);

    const kinds = [];
    for (const [what, body] of [
      ['rollbacks', { deployment: '0199', workloads: ['web'] }],
      ['promotions', { from: 'production' }],
      ['refreshes', { planOnly: true }],
    ] as const) {
      kinds.push((await post(`${DEVELOPMENT}/${what}`, body).expect(201)).body.kind);
    }

    expect(kinds).toEqual(['rollback', 'promote', 'refresh']);
    expect(deployments.submissions[2].submission.planOnly).toBe(true);
    await post(`${DEVELOPMENT}/promotions`, { from: 'none' }).expect(404);
    await post(`${DEVELOPMENT}/rollbacks`, { workloads: ['web'] }).expect(400);
    await as('user:default/nobody').post(`${DEVELOPMENT}/refreshes`, {}).expect(403);
  });

  it('clones an environment for whoever may create one, and lets previews alone end by themselves', async () => {
    const { as, post } = await withShop({ policy });
    await as(DEVELOPER).post(`${DEVELOPMENT}/clones`, { name: 'pr-1' }).expect(403);
    const { body } = await post(`${DEVELOPMENT}/clones`, { name: 'pr-1' }).expect(201);
    expect(body).toMatchObject({ kind: 'clone', environment: 'pr-1' });
    await as(DEVELOPER).post(`${DEVELOPMENT}/clones/plan`, { name: 'pr-2' }).expect(403);
    await post(`${DEVELOPMENT}/clones/plan`, { name: 'pr-1', planOnly: true }).expect(400);
    const { body: nothing } = await post(`${DEVELOPMENT}/clones/plan`, { name: 'pr-2' }).expect(
      400,
    );
    expect(nothing.error.message).toContain('there is no workload');
    const { body: refused } = await post(`${DEVELOPMENT}/clones`, {
      ...{ name: 'pr-2', expiresIn: '1h' },
    }).expect(400);
    expect(refused.error.message).toContain('are no previews');
    await post(`${DEVELOPMENT}/clones`, { name: 'pr-2', expiresIn: 'soon' }).expect(400);
  });

  it('lets whoever may change an environment say how long it lives, and previews alone', async () => {
    const { as, patch } = await withShop({ policy });
    await as(DEVELOPER).patch(DEVELOPMENT, { expiresIn: '1h' }).expect(403);
    await patch(DEVELOPMENT, { expiresIn: 'soon' }).expect(400);
    const { body } = await patch(DEVELOPMENT, { expiresIn: '1h' }).expect(400);
    expect(body.error.message).toContain('are no previews');
  });

  it('shows who paused an environment, and lets nobody resume it without the permission', async () => {
    const { as, get, post } = await withShop({ policy });
    await as(DEVELOPER).post(`${DEVELOPMENT}/pause`, { reason: 'x' }).expect(403);
    await post(`${DEVELOPMENT}/pause`, { reason: 'The audit runs', refuse: true }).expect(200);
    const { body } = await get(DEVELOPMENT).expect(200);
    expect(body).toMatchObject({
      status: 'paused',
      pause: { by: ADMIN, reason: 'The audit runs', refuses: true },
    });
    await as(DEVELOPER).post(`${DEVELOPMENT}/resume`).expect(403);
    const { body: resumed } = await post(`${DEVELOPMENT}/resume`).expect(200);
    expect(resumed).toMatchObject({ status: 'active' });
    expect(resumed).not.toHaveProperty('pause');
    await post(`${DEVELOPMENT}/release`, {}).expect(409);
  });

  it('deletes an application once its environments are gone, and makes another one of its name', async () => {
    const { remove, get, post, knex } = await withShop({ policy });

    const { body } = await remove('/applications/shop').expect(409);
    expect(body.error.message).toContain('(development, production)');
    await knex('environments').update({ status: 'deleted' });
    const { body: deleted } = await remove('/applications/shop').expect(200);

    await get('/applications/shop').expect(404);
    await post('/applications/shop/environments', { name: 'qa', type: 'development' }).expect(404);
    const { body: another } = await post('/applications', { name: 'shop' }).expect(201);
    expect(another.uid).not.toBe(deleted.uid);
  });
});
