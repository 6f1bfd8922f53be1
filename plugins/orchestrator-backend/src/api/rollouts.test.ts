import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import {
  definitionPermissions,
  environmentPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  createDefinitionConditionalDecision,
  definitionConditions,
} from '../authorization/rules/definitionRules';
import {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from '../authorization/rules/environmentRules';
import { definitionText } from '../registry/__testUtils__/manifestTexts';
import { withDatabases } from './__testUtils__/withRegistry';

jest.setTimeout(60_000);

const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const NODE = 'postgres.default#web.db';

/** Version 2 of the definition `a`, which would replace the databases that version 1 has made, is the default. */
async function withSecondVersion() {
  const grants: Record<string, PolicyDecision> = {};
  const api = await withDatabases({
    policy: name => grants[name] ?? { result: AuthorizeResult.ALLOW },
  });
  const manifest = definitionText('a', { host: 'two', application: 'shop' });
  const { body } = await api.put('/definitions/a', { manifest }).expect(409);
  const confirmImpact = body.error.report.uid;
  await api.put('/definitions/a', { manifest, confirmImpact }).expect(200);
  const refused = await api.post('/definitions/a/rollouts', { version: 2 }).expect(409);
  const confirmed = { version: 2, confirmImpact: refused.body.error.report.uid };
  return { ...api, grants, refused: refused.body.error, confirmed };
}

describe('rollouts over HTTP', () => {
  it('are refused with their impact until that is confirmed, and then started, paused, resumed and stopped', async () => {
    const { get, post, refused, confirmed, auditor } = await withSecondVersion();
    expect(refused.report).toMatchObject({
      change: { rollout: { definition: 'a', version: 2 } },
      summary: { affected: 2, replaced: 2 },
    });
    expect(refused.report.environments[0].nodes).toContainEqual(
      expect.objectContaining({ node: NODE, action: 'replace', versionBefore: 1, version: 2 }),
    );
    const { body: started } = await post('/definitions/a/rollouts', {
      ...confirmed,
      ...{ waves: [['development', 'production']], reason: 'A new host.' },
    }).expect(201);
    expect(started).toMatchObject({
      ...{ definition: 'a', version: 2, status: 'running', startedBy: 'user:default/ana' },
      ...{ wave: 1, summary: { pending: 2 }, reason: 'A new host.' },
    });
    const environments = `/rollouts/${started.uid}/environments`;
    const { body: first } = await get(`${environments}?limit=1`).expect(200);
    expect(first.items).toMatchObject([
      { application: 'shop', environment: 'development', wave: 1, status: 'pending' },
    ]);
    const { body: rest } = await get(`${environments}?cursor=${first.nextCursor}`).expect(200);
    expect(rest.items).toMatchObject([{ environment: 'production', status: 'pending' }]);
    expect(rest).not.toHaveProperty('nextCursor');
    const { body: failed } = await get(`${environments}?status=failed`).expect(200);
    expect(failed.items).toEqual([]);
    await get('/rollouts/0199/environments').expect(404);
    const { body: second } = await post('/definitions/a/rollouts', confirmed).expect(409);
    expect(second.error.message).toContain(started.uid);

    const paused = await post(`/rollouts/${started.uid}/pause`, { reason: 'Wait.' }).expect(200);
    expect(paused.body).toMatchObject({
      ...{ status: 'paused', changed: { by: 'user:default/ana', reason: 'Wait.' } },
    });
    await post(`/rollouts/${started.uid}/pause`, {}).expect(409);
    await post(`/rollouts/${started.uid}/resume`, {}).expect(200);
    await post(`/rollouts/${started.uid}/stop`, {}).expect(200);
    const { body: stopped } = await get(`/rollouts/${started.uid}`).expect(200);
    expect(stopped).toMatchObject({ status: 'stopped', summary: { skipped: 2 } });
    await get('/definitions/a/rollouts?status=running').expect(200, { items: [] });
    const { body: list } = await get('/definitions/a/rollouts?limit=1&status=stopped').expect(200);
    expect(list.items).toMatchObject([{ uid: started.uid, summary: { skipped: 2 } }]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'rollout-mutate',
        meta: { name: 'a', actionType: 'start-rollout' },
      }),
    );
  });

  it.each([
    ['an unknown version', { version: 9 }, 404, 'has no version 9'],
    ['an unknown environment type', { version: 2, waves: [['dev']] }, 400, '"dev": choose from'],
    [
      'a type in two waves',
      { version: 2, waves: [['production'], ['production']] },
      400,
      'two places',
    ],
    ['a wave of nothing', { version: 2, waves: [[]] }, 400, 'waves'],
    ['nobody at a time', { version: 2, concurrency: 0 }, 400, 'concurrency'],
    ['an unknown field', { version: 2, wave: 1 }, 400, 'additional properties'],
  ])('refuse %s', async (_what, body, status, message) => {
    const { post } = await withDatabases();
    const answer = await post('/definitions/a/rollouts', body).expect(status);
    expect(answer.body.error.message).toMatch(new RegExp(message));
  });

  it('refuse versions that were sorted out, and definitions that do not exist', async () => {
    const { get, post } = await withSecondVersion();
    await post('/definitions/a/versions/1/status', { status: 'defective' }).expect(200);
    const { body } = await post('/definitions/a/rollouts', { version: 1 }).expect(409);
    expect(body.error.message).toBe(
      'Version 1 of definition "a" is defective: restore it before rolling it out.',
    );
    await post('/definitions/b/rollouts', { version: 1 }).expect(404);
    await get('/definitions/b/rollouts').expect(404);
    await get('/rollouts/0199').expect(404);
    await post('/rollouts/0199/stop', {}).expect(404);
  });

  it('are part of what explains a match where they have come, and nowhere else', async () => {
    const { post } = await withSecondVersion();
    const waves = [['development'], ['production']];
    await post('/definitions/a/rollouts', { version: 1, waves }).expect(201);
    for (const [environment, version] of Object.entries({ development: 1, production: 2 })) {
      const question = { application: 'shop', environment, type: 'postgres', id: 'new.db' };
      const { body } = await post('/explain', question).expect(200);
      expect(body.winner).toMatchObject({ definition: 'a', version });
    }
  });

  it('are changed only by those who may roll out, and seen without what the caller may not see', async () => {
    const { get, post, grants, confirmed } = await withSecondVersion();
    const { body: rollout } = await post('/definitions/a/rollouts', confirmed).expect(201);
    grants[definitionPermissions.rollout.name] = DENY;
    await post('/definitions/a/rollouts', confirmed).expect(403);
    for (const verb of ['pause', 'resume', 'stop']) {
      await post(`/rollouts/${rollout.uid}/${verb}`, {}).expect(403);
    }
    const { read } = environmentPermissions;
    grants[read.name] = createEnvironmentConditionalDecision(
      read,
      environmentConditions.hasEnvironmentType({ types: ['production'] }),
    );
    const { body } = await get(`/rollouts/${rollout.uid}`).expect(200);
    expect(body).toMatchObject({ summary: { pending: 1 } });
    const environments = `/rollouts/${rollout.uid}/environments`;
    await get(environments).expect(200, { items: [] });
    grants[read.name] = DENY;
    await get(environments).expect(200, { items: [] });
  });

  it('of a definition that is hidden are as if they were not there', async () => {
    const { get, post, grants, confirmed } = await withSecondVersion();
    const { body: rollout } = await post('/definitions/a/rollouts', confirmed).expect(201);
    const nothing = definitionConditions.hasResourceType({ types: ['queue'] });
    for (const permission of [definitionPermissions.read, definitionPermissions.rollout]) {
      grants[permission.name] = createDefinitionConditionalDecision(permission, nothing);
    }
    const uids = [rollout.uid, 'absent'];
    for (const call of [
      (uid: string) => get(`/rollouts/${uid}`),
      (uid: string) => post(`/rollouts/${uid}/pause`, {}),
      (uid: string) => post(`/rollouts/${uid}/resume`, {}),
      (uid: string) => post(`/rollouts/${uid}/stop`, {}),
    ]) {
      const [hidden, absent] = [await call(uids[0]), await call(uids[1])];
      expect([hidden.status, absent.status]).toEqual([404, 404]);
      expect(hidden.body.error.message).toBe(
        absent.body.error.message.replace('absent', rollout.uid),
      );
    }
    await get('/definitions/a/rollouts').expect(404);
    await post('/definitions/a/rollouts', confirmed).expect(404);
  });
});
