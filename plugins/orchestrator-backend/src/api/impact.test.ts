import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import {
  definitionPermissions,
  environmentPermissions,
  registryPermissions,
  type EnvironmentImpact,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  createDefinitionConditionalDecision,
  definitionConditions,
} from '../authorization/rules/definitionRules';
import {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from '../authorization/rules/environmentRules';
import { definitionText, resourceTypeText } from '../registry/__testUtils__/manifestTexts';
import { seedWeb } from '../registry/__testUtils__/seedWeb';
import { withDatabases } from './__testUtils__/withRegistry';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';
const BEN = 'user:default/ben';
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const ONLY_DEVELOPMENT = {
  [environmentPermissions.read.name]: createEnvironmentConditionalDecision(
    environmentPermissions.read,
    environmentConditions.hasEnvironmentType({ types: ['development'] }),
  ),
};

const manifestOf = (host: string) => definitionText('a', { host, application: 'shop' });
const changed = (host: string) => ({ files: [{ name: 'a.yaml', content: manifestOf(host) }] });
const resultsOf = ({ environments }: { environments: EnvironmentImpact[] }) =>
  Object.fromEntries(environments.map(each => [each.environment, each.result]));

/** What each user may do from then on; whoever is not named may do everything. */
async function withGrants(options: { inlineEnvironments?: number } = {}) {
  const grants: Record<string, Record<string, PolicyDecision>> = {};
  const api = await withDatabases({
    ...options,
    policy: (name, user) => grants[user]?.[name] ?? ALLOW,
  });
  return { ...api, grants };
}

describe('impact over HTTP', () => {
  it('is told for every environment: affected, unaffected, or not evaluated, and why', async () => {
    const { environments, get, knex, post } = await withDatabases();
    await post('/applications/shop/environments', { name: 'qa', type: 'development' }).expect(201);
    await seedWeb(knex, (await environments.find('shop', 'qa')).uid);
    await knex('environments').where({ name: 'development' }).update({ status: 'deleting' });
    await post('/pins', {
      ...{ application: 'shop', environment: 'production' },
      ...{ node: 'postgres.default#web.db', definition: 'a', version: 1 },
    }).expect(201);

    const { body: report } = await post('/impact', changed('two')).expect(201);
    expect(report).toMatchObject({
      ...{ status: 'done', requestedBy: ANA },
      summary: { affected: 1, notEvaluated: 1, unaffected: 1, replaced: 1, destructive: 1 },
      environments: [
        { environment: 'qa', result: 'affected' },
        { environment: 'development', result: 'not-evaluated', reason: /being deleted/ },
        { environment: 'production', result: 'unaffected', reason: /same as before/ },
      ].map(({ reason, ...each }) => ({
        ...each,
        reason: expect.stringMatching(reason ?? /replace postgres\.default#web\.db/),
      })),
    });
    expect(report.environments[0].nodes).toContainEqual(
      expect.objectContaining({
        ...{ node: 'postgres.default#web.db', action: 'replace', replaces: true, stateful: true },
        ...{ definition: 'a', version: 2, versionBefore: 1 },
      }),
    );
    expect((await get(`/impact/${report.uid}`).expect(200)).body).toEqual(report);
  });

  it('of new criteria touches the environments that they match', async () => {
    const { post } = await withDatabases();
    const b = definitionText('b', {
      host: 'two',
      spec: { criteria: [{ application: 'shop', environmentType: 'production' }] },
    });
    const { body } = await post('/impact', { files: [{ name: 'b.yaml', content: b }] }).expect(201);
    expect(resultsOf(body)).toEqual({ development: 'unaffected', production: 'affected' });
  });

  it('of a folder is also that of what is no longer in it, and a deletion leaves nodes without a way on', async () => {
    const { post } = await withDatabases();
    const type = { name: 'queue.yaml', content: resourceTypeText('queue') };
    const folder = await post('/impact', { source: 'api', files: [type] }).expect(201);
    const remove = [{ kind: 'ResourceDefinition', name: 'a' }];
    const deletion = await post('/impact', { remove }).expect(201);
    for (const { body } of [folder, deletion]) {
      // The database and the workload that waits for it, in both environments.
      expect(body.summary).toMatchObject({ affected: 2, blocked: 4, destructive: 4 });
    }
  });

  it('of what is wrong or not there is refused, instead of being none', async () => {
    const { get, post } = await withDatabases();
    const wrong = definitionText('a', { spec: { type: 'x' } });
    const { body } = await post('/impact', { files: [{ name: 'a.yaml', content: wrong }] });
    expect(body.error.problems).toMatchObject([{ source: 'a.yaml', pointer: '/spec/type' }]);
    for (const change of [
      { source: 'none', files: [] },
      { remove: [{ kind: 'ResourceDefinition', name: 'none' }] },
      { remove: [{ kind: 'ResourceType', name: 'none' }] },
      { remove: [{ kind: 'EnvironmentType', name: 'none' }] },
      { promote: [{ definition: 'none', version: 1 }] },
      { promote: [{ definition: 'a', version: 7 }] },
    ]) {
      const { status } = await post('/impact', change);
      expect([change, status]).toEqual([change, 404]);
    }
    await post('/impact', {}).expect(400);
    await get('/impact/none').expect(404);
  });

  it('that takes something away comes with the refusal, and has to be confirmed', async () => {
    const { put, remove } = await withDatabases();
    const save = (host: string, confirmImpact?: string) =>
      put('/definitions/a', { manifest: manifestOf(host), confirmImpact });

    const { body: refusal } = await save('two').expect(409);
    expect(refusal.error).toMatchObject({
      name: 'ConflictError',
      report: { status: 'done', summary: { replaced: 2, destructive: 2 } },
    });
    const { message, report } = refusal.error;
    expect(message).toContain('shop/development: A refresh would treat');
    expect(message).toContain(report.uid);
    expect(resultsOf(report)).toEqual({ development: 'affected', production: 'affected' });
    await save('three', report.uid).expect(409); // not what was looked at
    await save('two', 'none').expect(404);
    expect((await save('two', report.uid).expect(200)).body.version).toBe(2);

    const { body: kept } = await remove('/definitions/a').expect(409);
    await remove(`/definitions/a?confirmImpact=${kept.error.report.uid}`).expect(200);
  });

  it('shows of environments that are hidden from the caller no more than how many they are', async () => {
    const { environments, get, grants, post, put } = await withGrants();
    grants[ANA] = ONLY_DEVELOPMENT;
    const { uid } = await environments.find('shop', 'production');
    const cut = {
      ...{ hiddenEnvironments: 1, environments: [{ environment: 'development' }] },
      summary: { affected: 2, replaced: 2 },
    };

    const asked = await post('/impact', changed('two')).expect(201);
    const read = await get(`/impact/${asked.body.uid}`).expect(200);
    const refused = await put('/definitions/a', { manifest: manifestOf('two') }).expect(409);
    expect(asked.body).toMatchObject(cut);
    expect(read.body).toEqual(asked.body);
    expect(refused.body.error.report).toMatchObject(cut);
    for (const { body } of [asked, read, refused]) {
      expect(JSON.stringify(body)).not.toContain(uid);
      expect(JSON.stringify(body)).not.toContain('shop/production');
    }
    const confirmImpact = refused.body.error.report.uid;
    await put('/definitions/a', { manifest: manifestOf('two'), confirmImpact }).expect(200);

    grants[ANA] = { [environmentPermissions.read.name]: { result: AuthorizeResult.DENY } };
    const { body: blind } = await get(`/impact/${asked.body.uid}`).expect(200);
    expect(blind).toMatchObject({ environments: [], hiddenEnvironments: 2 });
  });

  it('is read and confirmed by who asked and by those who may read all of it, and by nobody else', async () => {
    const { as, grants, post } = await withGrants();
    const { body: report } = await post('/impact', changed('two')).expect(201);
    const ben = as(BEN);
    const confirm = { manifest: manifestOf('two'), confirmImpact: report.uid };
    for (const grant of [
      ONLY_DEVELOPMENT,
      { [environmentPermissions.read.name]: { result: AuthorizeResult.DENY } as const },
      {
        [definitionPermissions.read.name]: createDefinitionConditionalDecision(
          definitionPermissions.read,
          definitionConditions.hasResourceType({ types: ['postgres'] }),
        ),
      },
    ]) {
      grants[BEN] = grant;
      const hidden = await ben.get(`/impact/${report.uid}`).expect(404);
      const absent = await ben.get('/impact/none').expect(404);
      expect(hidden.body.error.message.replace(report.uid, 'none')).toBe(absent.body.error.message);
      await ben.put('/definitions/a', confirm).expect(404);
    }
    grants[BEN] = { [registryPermissions.impact.name]: { result: AuthorizeResult.DENY } };
    await ben.get(`/impact/${report.uid}`).expect(403);
    await ben.post('/impact', changed('two')).expect(403);
    grants[BEN] = {};
    expect((await ben.get(`/impact/${report.uid}`).expect(200)).body).toEqual(report);
    await ben.put('/definitions/a', confirm).expect(200);
  });

  it('of a large fleet is pending at first, for nobody but those who may read all of it', async () => {
    const { as, environments, grants, get, post } = await withGrants();
    for (let number = 1; number <= 20; number += 1) {
      const request = { name: `qa-${number}`, type: 'development' };
      await environments.createEnvironment(
        await environments.environmentCandidate('shop', request),
      );
    }
    const { body } = await post('/impact', changed('two')).expect(201);
    expect(body).toMatchObject({ status: 'pending', requestedBy: ANA });
    expect(body.environments).toBeUndefined();
    await get(`/impact/${body.uid}`).expect(200);
    await as(BEN).get(`/impact/${body.uid}`).expect(200);
    grants[BEN] = ONLY_DEVELOPMENT;
    await as(BEN).get(`/impact/${body.uid}`).expect(404);
  });

  it('of a change to a large fleet is a 409 with a report that is still made, cut like every other', async () => {
    const { as, grants, put } = await withGrants({ inlineEnvironments: 1 });
    const save = (confirmImpact?: string) =>
      put('/definitions/a', { manifest: manifestOf('one-more'), confirmImpact });
    const { body } = await save().expect(409);
    const { message, report } = body.error;
    expect(report).toMatchObject({ status: 'pending', requestedBy: ANA });
    expect(message).toContain(`the impact report ${report.uid} is being made`);
    const ben = await as(BEN).put('/definitions/a', { manifest: manifestOf('one-more') });
    expect(ben.body.error.report.uid).not.toBe(report.uid);
    expect((await save(report.uid).expect(409)).body.error.report.uid).toBe(report.uid);
    // For who may see less there is no such report.
    grants[BEN] = ONLY_DEVELOPMENT;
    const confirm = { manifest: manifestOf('one-more'), confirmImpact: report.uid };
    await as(BEN).put('/definitions/a', confirm).expect(404);
  });
});
