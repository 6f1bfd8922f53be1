import type {
  ExplainRequest,
  PlatformOrchestratorApi,
  RunDefinitionTestsRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { parse } from 'yaml';
import { askRegistry } from './askRegistry';

const explanation = (text: string) => ({
  ...{ type: 'postgres', class: 'default', id: 'a', by: 'criteria' as const },
  ...{ candidates: [], text },
});

/** A server that has the application shop with its environment staging. */
function server() {
  const asked: { test?: object; explain?: ExplainRequest } = {};
  const absent = () => Object.assign(new Error('There is none.'), { statusCode: 404, body: {} });
  const api: Partial<PlatformOrchestratorApi> = {
    getApplication: async name => {
      if (name !== 'shop') {
        throw absent();
      }
      return { uid: 'a', name, labels: { tier: 'one' }, createdAt: '' };
    },
    getEnvironment: async (application, name) => {
      if (name !== 'staging') {
        throw absent();
      }
      return {
        ...{ uid: 'e', application, name, type: 'stage', order: 1, labels: { region: 'eu' } },
        ...{ status: 'active', workloads: [], createdAt: '' },
      };
    },
    explain: async request => {
      asked.explain = request;
      if (request.application !== 'shop') {
        throw absent();
      }
      return explanation('of the API');
    },
    runDefinitionTests: async ({ manifests = '' }: RunDefinitionTestsRequest = {}) => {
      asked.test = parse(manifests);
      const outcome = { test: 'try-it', passed: true, nodes: [], failures: [] };
      return { items: [{ ...outcome, match: explanation('of the test') }] };
    },
  };
  return { api: api as PlatformOrchestratorApi, asked };
}

describe('a question to the registry', () => {
  it('about what exists is answered in the words of the API, with the labels that exist', async () => {
    const { api, asked } = server();
    const question = {
      application: 'shop',
      environment: 'staging',
      type: 'postgres',
      id: 'web.db',
    };
    const answer = await askRegistry(api, { ...question, params: 'size: 5' });
    expect(answer.explanation?.text).toBe('of the API');
    expect(asked.explain).toEqual(question);
    expect(asked.test).toMatchObject({
      spec: {
        context: {
          ...{ application: 'shop', environment: 'staging', environmentType: 'stage' },
          ...{ applicationLabels: { tier: 'one' }, environmentLabels: { region: 'eu' } },
        },
        request: { type: 'postgres', id: 'web.db', params: { size: 5 } },
      },
    });
  });

  it('about a context that is made up is answered too', async () => {
    const { api, asked } = server();
    const answer = await askRegistry(api, {
      ...{ application: 'nobody', environment: 'nowhere', environmentType: 'stage' },
      type: 'postgres',
    });
    expect(answer.explanation?.text).toBe('of the test');
    expect(asked.test).toMatchObject({
      spec: {
        context: { application: 'nobody', environment: 'nowhere', environmentType: 'stage' },
      },
    });
  });

  it('with params that are no mapping is not asked', async () => {
    await expect(askRegistry(server().api, { type: 'a', params: '- 1' })).rejects.toThrow(
      'mapping',
    );
  });
});
