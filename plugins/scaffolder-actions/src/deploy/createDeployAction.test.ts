import fs from 'node:fs/promises';
import path from 'node:path';
import { createMockDirectory, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type {
  Deployment,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { parse } from 'yaml';
import { createDeployAction } from './createDeployAction';
import { deployExamples } from './createDeployAction.examples';

const SCORE = 'apiVersion: score.dev/v1b1\n';

function deployment(overrides: Partial<Deployment>): Deployment {
  return {
    uid: 'd-1',
    application: 'shop',
    environment: 'development',
    number: 7,
    kind: 'deploy',
    status: 'pending',
    planOnly: false,
    workloads: ['web'],
    removed: [],
    requestedBy: 'user:default/ana',
    createdAt: '2026-01-01T00:00:00Z',
    ...overrides,
  };
}

describe('the template action tutti:deploy', () => {
  const workspace = createMockDirectory();

  function actionWith(statuses: Partial<Deployment>[]) {
    const submissions: unknown[][] = [];
    const validateScore = jest.fn(async () => ({
      valid: false,
      workloads: [],
      changes: [],
      problems: [
        {
          severity: 'error' as const,
          code: 'schema',
          message: 'There are no containers.',
          source: 'score.yaml',
          pointer: '',
        },
      ],
    }));
    const api: Partial<PlatformOrchestratorApi> = {
      submitDeployment: async (...args) => {
        submissions.push(args);
        return deployment({});
      },
      getDeployment: async () => deployment(statuses.length > 1 ? statuses.shift()! : statuses[0]),
      validateScore,
    };
    const action = createDeployAction({
      api: api as PlatformOrchestratorApi,
      auth: mockServices.auth(),
      appBaseUrl: 'http://portal',
    });
    return { action, submissions, validateScore };
  }

  function context(input: Record<string, unknown>) {
    return createMockActionContext({
      input: { application: 'shop', environment: 'development', ...input },
      workspacePath: workspace.path,
    }) as any;
  }

  beforeEach(() => workspace.setContent({ 'score.yaml': SCORE }));

  it('submits the file of the workspace and waits until the deployment has succeeded', async () => {
    const { action, submissions } = actionWith([{ status: 'applying' }, { status: 'succeeded' }]);
    const ctx = context({
      repository: 'https://git.example/web',
      commit: 'abc',
      onBusy: 'supersede',
    });
    await action.handler(ctx);

    expect(submissions).toHaveLength(1);
    expect(submissions[0].slice(0, 3)).toEqual([
      'shop',
      'development',
      {
        scoreFiles: [
          {
            content: SCORE,
            name: 'score.yaml',
            source: { repository: 'https://git.example/web', path: 'score.yaml' },
          },
        ],
        commit: 'abc',
        onBusy: 'supersede',
      },
    ]);
    expect(ctx.output).toHaveBeenCalledWith('status', 'succeeded');
    expect(ctx.output).toHaveBeenCalledWith(
      'deploymentUrl',
      'http://portal/platform/deployments/d-1',
    );
  });

  it('uses one idempotency key however often the step is run, so that a resumed task deploys once', async () => {
    const { action, submissions } = actionWith([{ status: 'succeeded' }]);
    const task = { id: 'task-1' };
    const step = { id: 'deploy', name: 'Deploy' };
    await action.handler({ ...context({}), task, step });
    await action.handler({ ...context({}), task, step });
    const keys = submissions.map(args => (args[3] as { idempotencyKey: string }).idempotencyKey);
    expect(keys).toEqual([
      'scaffolder:task-1:deploy:score.yaml',
      'scaffolder:task-1:deploy:score.yaml',
    ]);
  });

  it('submits each file of a step with each under a key of its own', async () => {
    const { action, submissions } = actionWith([{ status: 'succeeded' }]);
    workspace.setContent({ 'score.yaml': SCORE, 'a b': { 'score.yaml': SCORE } });
    for (const scoreFile of ['score.yaml', 'a b/score.yaml']) {
      await action.handler({ ...context({ scoreFile }), step: { id: 'deploy', name: 'Deploy' } });
    }
    const keys = submissions.map(args => (args[3] as { idempotencyKey: string }).idempotencyKey);
    expect(new Set(keys).size).toBe(2);
    expect(keys[1]).toMatch(/^[\x21-\x7e]+$/); // what the header may hold
  });

  it('fails with the reason when the deployment fails', async () => {
    const { action } = actionWith([{ status: 'failed', error: 'The database is full.' }]);
    await expect(action.handler(context({}))).rejects.toThrow(
      'ended as failed: The database is full.',
    );
  });

  it('says that the deployment goes on when it takes longer than it may', async () => {
    const { action } = actionWith([{ status: 'applying' }]);
    await expect(action.handler(context({ timeoutSeconds: 0.1 }))).rejects.toThrow(
      'still applying',
    );
  });

  it('stops waiting when the task is cancelled', async () => {
    const { action } = actionWith([{ status: 'applying' }]);
    const controller = new AbortController();
    const running = action.handler({ ...context({}), signal: controller.signal });
    controller.abort(new Error('The task was cancelled.'));
    await expect(running).rejects.toThrow('The task was cancelled.');
  });

  it('says which file is missing', async () => {
    const { action } = actionWith([{ status: 'succeeded' }]);
    await fs.rm(path.join(workspace.path, 'score.yaml'));
    await expect(action.handler(context({}))).rejects.toThrow(
      'There is no Score file score.yaml in the workspace',
    );
  });

  it('refuses a file outside the workspace', async () => {
    const { action } = actionWith([{ status: 'succeeded' }]);
    await expect(action.handler(context({ scoreFile: '../secret' }))).rejects.toThrow(
      'outside its parent',
    );
  });

  it('deploys nothing in a dry run and says what is wrong with the file', async () => {
    const { action, submissions } = actionWith([{ status: 'succeeded' }]);
    await expect(action.handler({ ...context({}), isDryRun: true })).rejects.toThrow(
      'There are no containers.',
    );
    expect(submissions).toEqual([]);
  });

  it.each(deployExamples.map(({ description, example }) => [description, example]))(
    'has an example that its own schema accepts: %s',
    async (_description, example) => {
      await fs.mkdir(path.join(workspace.path, 'deploy'), { recursive: true });
      await fs.writeFile(path.join(workspace.path, 'deploy', 'score.yaml'), SCORE);
      const { input } = parse(example).steps[0];
      const { action, submissions } = actionWith([{ status: 'succeeded' }]);
      await action.handler(context(input));
      expect(submissions).toHaveLength(1);
    },
  );
});
