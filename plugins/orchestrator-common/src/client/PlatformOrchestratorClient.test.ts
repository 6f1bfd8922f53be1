import { PlatformOrchestratorClient } from './PlatformOrchestratorClient';
import { problemsOf } from './problemsOf';

interface Sent {
  url: string;
  init: RequestInit & { headers: Record<string, string> };
}

function clientThatAnswers(status: number, body: unknown) {
  const sent: Sent[] = [];
  const text = JSON.stringify(body);
  const client = new PlatformOrchestratorClient({
    discoveryApi: { getBaseUrl: async pluginId => `http://backend/api/${pluginId}` },
    fetchApi: {
      fetch: async (input, init) => {
        sent.push({ url: String(input), init: init as Sent['init'] });
        return {
          ok: status < 400,
          status,
          statusText: '',
          headers: new Headers({ 'content-type': 'application/json' }),
          text: async () => text,
          json: async () => JSON.parse(text),
        } as Response;
      },
    },
  });
  return { client, sent };
}

describe('PlatformOrchestratorClient', () => {
  it('asks the backend of the plugin, version 1, and gives back the body', async () => {
    const { client, sent } = clientThatAnswers(200, { items: [], nextCursor: 'next' });

    await expect(client.listApplications({ limit: 10 })).resolves.toEqual({
      items: [],
      nextCursor: 'next',
    });
    expect(sent[0].url).toBe('http://backend/api/platform-orchestrator/v1/applications?limit=10');
    expect(sent[0].init.method).toBe('GET');
  });

  it('leaves filters that are not given out of the address', async () => {
    const { client, sent } = clientThatAnswers(200, { items: [] });

    await client.listActiveResources({
      application: 'shop',
      environment: undefined,
      cursor: 'a b',
    });

    expect(sent[0].url).toMatch(/\/v1\/resources\?application=shop&cursor=a\+b$/);
  });

  it('keeps a name inside its segment of the path', async () => {
    const { client, sent } = clientThatAnswers(200, {});

    await client.getEnvironment('../secrets', 'a/b?c');

    expect(sent[0].url).toMatch(/\/applications\/\.\.%2Fsecrets\/environments\/a%2Fb%3Fc$/);
  });

  it('reads the manifest of a definition, or of one of its versions', async () => {
    const { client, sent } = clientThatAnswers(200, { manifest: 'kind: ResourceDefinition' });

    await client.getDefinitionManifest('orders');
    await client.getDefinitionManifest('orders', { version: 3 });

    const paths = sent.map(({ url }) =>
      url.replace('http://backend/api/platform-orchestrator/v1', ''),
    );
    expect(paths).toEqual([
      '/definitions/orders/manifest',
      '/definitions/orders/versions/3/manifest',
    ]);
  });

  it('submits with token and idempotency key', async () => {
    const { client, sent } = clientThatAnswers(201, { uid: '1' });
    const request = { scoreFiles: [{ content: 'apiVersion: score.dev/v1b1' }] };

    await client.submitDeployment('shop', 'staging', request, {
      token: 'abc',
      idempotencyKey: 'once',
    });

    const { url, init } = sent[0];
    expect(url).toMatch(/\/v1\/applications\/shop\/environments\/staging\/deployments$/);
    expect(init.method).toBe('POST');
    expect(init.headers).toEqual({
      Authorization: 'Bearer abc',
      'Content-Type': 'application/json',
      'Idempotency-Key': 'once',
    });
    expect(JSON.parse(String(init.body))).toEqual(request);
  });

  it('sends no authorization of its own where the fetch API adds it', async () => {
    const { client, sent } = clientThatAnswers(200, {});

    await client.cancelDeployment('1');

    expect(sent[0].init.method).toBe('POST');
    expect(sent[0].init.headers).toEqual({});
  });

  it('throws the error of the answer, with the problems in the files that were submitted', async () => {
    const problem = {
      severity: 'error',
      code: 'schema',
      message: 'The image is missing.',
      source: 'score.yaml',
      line: 3,
      column: 15,
      pointer: '/containers/web/image',
    };
    const { client } = clientThatAnswers(400, {
      error: { name: 'InputError', message: 'Wrong', problems: [problem] },
      response: { statusCode: 400 },
    });

    const error = await client.submitDeployment('shop', 'staging', {}).catch(thrown => thrown);

    expect(error.name).toBe('ResponseError');
    expect(error.cause.name).toBe('InputError');
    expect(problemsOf(error)).toEqual([problem]);
  });

  it('finds no problems in errors that list none', async () => {
    const { client } = clientThatAnswers(404, { error: { name: 'NotFoundError', message: 'No' } });

    const error = await client.getApplication('shop').catch(thrown => thrown);

    expect(problemsOf(error)).toEqual([]);
    expect(problemsOf(undefined)).toEqual([]);
    expect(problemsOf(new Error('offline'))).toEqual([]);
  });
});
