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
  const isAllowed = user === ADMIN || granted.includes(permissionName);
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
