import { TestDatabases } from '@backstage/backend-test-utils';
import { nodeId, type Plan } from '@tutti/planner';
import type { Knex } from 'knex';
import { seedDeployment, seedEnvironment } from '../__testUtils__/seed';
import { prepareSchema } from '../__testUtils__/prepareSchema';
import { advanceDesiredSet } from './advanceDesiredSet';
import { changeDeploymentStatus } from './changeDeploymentStatus';
import { countResume } from './countResume';
import { findCancelRequest } from './findCancelRequest';
import { findDeployment } from './findDeployment';
import { findDesiredSet } from './findDesiredSet';
import { findLastDeployments } from './findLastDeployments';
import { findPlan } from './findPlan';
import { insertPlan } from './insertPlan';
import { listActiveDeployments } from './listActiveDeployments';
import { listApprovals } from './listApprovals';
import { listDeployments } from './listDeployments';
import { lockEnvironment } from './lockEnvironment';
import { readSet } from './readSet';
import { requestCancel } from './requestCancel';
import { saveApproval } from './saveApproval';
import { saveSet } from './saveSet';
import { updatePlanFacts } from './updatePlanFacts';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('deployments in %p', id => {
  let knex: Knex;
  let environment: string;

  beforeEach(async () => {
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
  });

  it('numbers deployments within their environment, whatever others do', async () => {
    const other = await seedEnvironment(knex, 'other');
    const uids = [
      await seedDeployment(knex, environment),
      await seedDeployment(knex, other),
      await seedDeployment(knex, environment),
    ];
    const numbers = await Promise.all(
      uids.map(async uid => (await findDeployment(knex, uid))?.number),
    );
    expect(numbers).toEqual([1, 1, 2]);
    // Matched by its message: the error of a native module is none of the test's own realm.
    await expect(
      knex('deployments').where({ uid: uids[2] }).update({ number: 1 }),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
  });

  it('reads back what was submitted', async () => {
    const uid = await seedDeployment(knex, environment, {
      delta: { upsert: {}, remove: ['web', 'api'] },
      comment: 'why',
      commit: 'abc',
      branch: 'main',
      tag: 'v1',
      baseSet: 'b'.repeat(64),
      planOnly: true,
    });
    expect(await findDeployment(knex, uid)).toMatchObject({
      application: 'shop-dev',
      environment: 'dev',
      status: 'pending',
      planOnly: true,
      workloads: [],
      removed: ['api', 'web'],
      delta: { upsert: {}, remove: ['web', 'api'] },
      comment: 'why',
      commit: 'abc',
      branch: 'main',
      tag: 'v1',
      baseSet: 'b'.repeat(64),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      startedAt: undefined,
    });
    expect(await findDeployment(knex, 'nobody')).toBeUndefined();
  });

  it('lists newest first, by application, environment and workload, and goes on after a uid', async () => {
    const first = await seedDeployment(knex, environment);
    const second = await seedDeployment(knex, environment, {
      delta: { upsert: {}, remove: ['api'] },
    });
    const other = await seedDeployment(knex, await seedEnvironment(knex, 'other'));
    const uids = async (filter: Partial<Parameters<typeof listDeployments>[1]>) =>
      (await listDeployments(knex, { limit: 10, ...filter })).map(({ uid }) => uid);
    expect(await uids({})).toEqual([other, second, first]);
    expect(await uids({ environmentUids: [environment] })).toEqual([second, first]);
    expect(await uids({ workload: 'api' })).toEqual([second]);
    expect(await uids({ workload: 'web', environmentUids: [environment] })).toEqual([first]);
    expect(await uids({ before: second })).toEqual([first]);
    expect(await uids({ limit: 1 })).toEqual([other]);
    const { application_uid: application } = await knex('environments')
      .where({ uid: environment })
      .first();
    expect(await uids({ applicationUid: application })).toEqual([second, first]);
  });

  it('lists what has not ended, by number', async () => {
    await seedDeployment(knex, environment, { status: 'succeeded' });
    const waiting = await seedDeployment(knex, environment, { status: 'awaiting-approval' });
    const pending = await seedDeployment(knex, environment);
    const active = await listActiveDeployments(knex, environment);
    expect(active.map(({ uid }) => uid)).toEqual([waiting, pending]);
  });

  it('changes a status only from the one that it has, along the table, with its times', async () => {
    const uid = await seedDeployment(knex, environment);
    const change = (from: 'pending' | 'planning', to: 'planning' | 'failed' | 'succeeded') =>
      knex.transaction(transaction =>
        changeDeploymentStatus(transaction, uid, from, to, { error: 'no good' }),
      );
    await change('pending', 'planning');
    await expect(change('pending', 'planning')).rejects.toThrow(/is no longer pending/);
    await expect(change('planning', 'succeeded')).rejects.toThrow(/cannot become succeeded/);
    expect((await findDeployment(knex, uid))?.finishedAt).toBeUndefined();
    await change('planning', 'failed');
    expect(await findDeployment(knex, uid)).toMatchObject({
      status: 'failed',
      error: 'no good',
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
    });
  });

  it('counts resumes, and keeps the first who asked to cancel', async () => {
    const uid = await seedDeployment(knex, environment);
    expect(await findCancelRequest(knex, uid)).toBeUndefined();
    await knex.transaction(async transaction => {
      await countResume(transaction, uid);
      expect(await countResume(transaction, uid)).toBe(2);
      await requestCancel(transaction, uid, 'user:default/ben');
      await requestCancel(transaction, uid, 'user:default/eve');
    });
    expect(await findCancelRequest(knex, uid)).toBe('user:default/ben');
  });

  it('keeps sets by their hash, and moves what is wanted of an environment', async () => {
    const set = { workloads: { web: { workload: { metadata: { name: 'web' } } as never } } };
    expect(await findDesiredSet(knex, environment)).toBeUndefined();
    expect(await readSet(knex, undefined)).toEqual({ workloads: {} });
    await saveSet(knex, 'h1', set);
    await saveSet(knex, 'h1', { workloads: {} });
    expect(await readSet(knex, 'h1')).toEqual(set);
    await expect(readSet(knex, 'h2')).rejects.toThrow(/no deployment set h2/);
    await knex.transaction(transaction => advanceDesiredSet(transaction, environment, 'h1'));
    expect(await findDesiredSet(knex, environment)).toBe('h1');
  });

  it('locks an environment that exists', async () => {
    await knex.transaction(async transaction => {
      expect(await lockEnvironment(transaction, environment)).toEqual({
        uid: environment,
        status: 'active',
        desiredSet: undefined,
        pause: undefined,
        holds: [],
      });
    });
    await expect(
      knex.transaction(transaction => lockEnvironment(transaction, 'nobody')),
    ).rejects.toThrow(/no environment with the uid nobody/);
  });

  it('keeps plans as they were first written, and what they say about the deployment', async () => {
    const uid = await seedDeployment(knex, environment);
    const plan = {
      set: { workloads: {} },
      setHash: 's',
      nodes: [],
      problems: [],
      fingerprint: 'f',
    } as Plan;
    const fence = { epoch: 1, counter: 1 };
    await knex.transaction(async transaction => {
      await insertPlan(transaction, {
        deploymentUid: uid,
        hash: 'h',
        baseSet: undefined,
        plan,
        fence,
      });
      await insertPlan(transaction, {
        deploymentUid: uid,
        hash: 'h',
        baseSet: undefined,
        plan: { ...plan, setHash: 'other' },
        fence,
      });
      await updatePlanFacts(transaction, uid, {
        planHash: 'h',
        setHash: 's',
        scope: [nodeId({ type: 'cache', id: 'a' })],
        valueVersion: '7',
        summary: { create: 1 },
      });
    });
    expect(await findPlan(knex, uid, 'h')).toEqual(plan);
    expect(await findPlan(knex, uid, 'x')).toBeUndefined();
    expect(await findDeployment(knex, uid)).toMatchObject({
      planHash: 'h',
      setHash: 's',
      scope: ['cache.default#a'],
      summary: { create: 1 },
    });
  });

  it('counts one verdict per person and plan, the last one', async () => {
    const uid = await seedDeployment(knex, environment);
    await knex.transaction(async transaction => {
      const verdict = { deploymentUid: uid, planHash: 'h', person: 'user:default/ben' };
      await saveApproval(transaction, { ...verdict, verdict: 'approved', reason: 'fine' });
      await saveApproval(transaction, { ...verdict, verdict: 'rejected' });
      await saveApproval(transaction, { ...verdict, planHash: 'i', verdict: 'approved' });
    });
    const approvals = await listApprovals(knex, [uid]);
    expect(approvals).toHaveLength(2);
    expect(approvals.find(({ planHash }) => planHash === 'h')).toMatchObject({
      by: 'user:default/ben',
      verdict: 'rejected',
      reason: undefined,
    });
    expect(await listApprovals(knex, [])).toEqual([]);
  });

  it('finds the last deployment of a workload, and the last that succeeded, plans left out', async () => {
    const good = await seedDeployment(knex, environment, { status: 'succeeded' });
    const bad = await seedDeployment(knex, environment, { status: 'failed' });
    await seedDeployment(knex, environment, { planOnly: true });
    await seedDeployment(knex, environment, { delta: { upsert: {}, remove: ['api'] } });
    const at = { environmentUid: environment, workload: 'web' };
    const nobody = { ...at, workload: 'nobody' };
    const [none, web] = await findLastDeployments(knex, [nobody, at]);
    expect([web.last?.uid, web.succeeded?.uid]).toEqual([bad, good]);
    expect(none).toEqual({});
    expect(await findLastDeployments(knex, [])).toEqual([]);
  });
});
