import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { environmentPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { type StartTestApiOptions, startTestApi } from '../__testUtils__/startTestApi';

const SCORE =
  'apiVersion: score.dev/v1b1\nmetadata: { name: web }\ncontainers: { web: { image: . } }\n';

async function withActions(options: StartTestApiOptions = {}) {
  const api = await startTestApi(options);
  await api.environments.createApplication({ name: 'shop', labels: {} });
  await api.environments.createEnvironment(
    await api.environments.environmentCandidate('shop', {
      name: 'development',
      type: 'development',
    }),
  );
  const credentials = mockCredentials.user('user:default/ana');
  return {
    ...api,
    invoke: async (name: string, input: JsonObject) => {
      const { output } = await api.actions.invoke({ id: `test:${name}`, input, credentials });
      return output as any;
    },
  };
}

describe('actions', () => {
  it('are reads and short commands', async () => {
    const { actions } = await withActions();

    const { actions: listed } = await actions.list();
    expect(listed.map(({ name, attributes }) => [name, attributes.readOnly]).sort()).toEqual([
      ['explain-match', true],
      ['get-deployment', true],
      ['list-environments', true],
      ['submit-deployment', false],
      ['validate-score', true],
    ]);
  });

  it('lead from the environments of an application to a deployment in one of them', async () => {
    const { invoke, deployments } = await withActions();

    const listed = await invoke('list-environments', { application: 'shop' });
    expect(listed.environments).toMatchObject([{ name: 'development' }]);
    const checked = await invoke('validate-score', { content: SCORE });
    expect(checked).toMatchObject({ valid: true, workloads: ['web'] });
    const explained = await invoke('explain-match', {
      application: 'shop',
      environment: 'development',
      type: 'postgres',
    });
    expect(explained.definition).toBe('postgres-development');
    const submitted = await invoke('submit-deployment', {
      application: 'shop',
      environment: 'development',
      content: SCORE,
      images: { web: 'web:1' },
    });
    const { uid } = submitted.deployment;
    const found = await invoke('get-deployment', { uid });
    expect(found.deployment).toMatchObject({ status: 'pending', workloads: ['web'] });
    expect(deployments.submissions[0].principal.ref).toBe('user:default/ana');
  });

  it('are decided and audited like the routes', async () => {
    const { invoke, auditor, event } = await withActions({
      policy: name => ({
        result:
          name === environmentPermissions.deploy.name
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    });

    await expect(
      invoke('submit-deployment', {
        application: 'shop',
        environment: 'development',
        content: SCORE,
      }),
    ).rejects.toThrow(environmentPermissions.deploy.name);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'deployment-mutate',
        severityLevel: 'medium',
        meta: expect.objectContaining({ caller: 'user:default/ana', application: 'shop' }),
      }),
    );
    expect(event.fail).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['U+0000 in a comment', { comment: 'a\0b' }],
    ['half a character in a comment', { comment: 'a\ud800' }],
    ['half a character in the name of a container', { images: { '\udc00': 'web:1' } }],
    ['U+0000 in the name of an application', { application: 'sh\0op' }],
    ['a mark of a secret', { images: { $secret: 'web:1' } }],
  ])('refuse %s as requests do', async (_what, fault) => {
    const { invoke, deployments } = await withActions();

    await expect(
      invoke('submit-deployment', {
        ...{ application: 'shop', environment: 'development', content: SCORE },
        ...fault,
      } as JsonObject),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/^(InputError: )?The input (holds|has)/),
    });
    expect(deployments.submissions).toEqual([]);
  });
});
