import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createDefinitionConditionalDecision,
  definitionConditions,
} from '../authorization/rules/definitionRules';
import { definitionText, manifestText } from '../registry/__testUtils__/manifestTexts';
import { withRegistry, type WithRegistryOptions } from './__testUtils__/withRegistry';

jest.setTimeout(60_000);

function testText(name: string, host: string, definition = 'a'): string {
  return manifestText('DefinitionTest', name, {
    context: { application: 'shop' },
    request: { type: 'postgres' },
    expect: { definition, inputs: { host } },
  });
}

const A = definitionText('a', { host: 'one', application: 'shop' });

async function withA(options?: WithRegistryOptions) {
  return withRegistry({ ...options, files: { 'a.yaml': A } });
}

describe('tests of definitions over HTTP', () => {
  it('are saved, listed, read back, run and deleted', async () => {
    const { get, post, put, remove } = await withA();
    const manifest = testText('shop-gets-a', 'one');
    const { body: saved } = await put('/definition-tests/shop-gets-a', { manifest }).expect(200);
    expect(saved).toMatchObject({ name: 'shop-gets-a', source: { name: 'api' } });
    expect((await get('/definition-tests').expect(200)).body.items).toEqual([saved]);
    const text = await get('/definition-tests/shop-gets-a/manifest').expect(200);
    expect(text.body).toMatchObject({ manifest, form: 'written', readOnly: false });
    const { body } = await post('/definition-tests/run', {}).expect(200);
    expect(body.items).toMatchObject([{ test: 'shop-gets-a', passed: true, failures: [] }]);
    await remove('/definition-tests/shop-gets-a').expect(200);
    await remove('/definition-tests/shop-gets-a').expect(404);
    expect((await get('/definition-tests').expect(200)).body.items).toEqual([]);
  });

  it('that fail are refused with what came instead, and keep back what they fail with', async () => {
    const { post, put } = await withA();
    const wrong = { manifest: testText('shop-gets-a', 'two') };
    const { body } = await put('/definition-tests/shop-gets-a', wrong).expect(400);
    expect(body.error.problems).toMatchObject([
      { code: 'test-failed', pointer: '/spec/expect/inputs/host' },
    ]);
    const right = { manifest: testText('shop-gets-a', 'one') };
    await put('/definition-tests/shop-gets-a', right).expect(200);
    const thief = definitionText('b', {
      spec: { criteria: [{ application: 'shop', resource: 'test.resource' }] },
    });
    const refusal = await post('/definitions', { manifest: thief }).expect(400);
    expect(refusal.body.error.problems).toMatchObject([{ code: 'test-failed' }]);
  });

  it('run against a proposed change, and tell which of them it breaks', async () => {
    const { get, post, put } = await withA();
    await put('/definition-tests/old', { manifest: testText('old', 'one') }).expect(200);
    const change = {
      files: [
        { name: 'a.yaml', content: A.replace('"one"', '"two"') },
        { name: 'new.yaml', content: testText('new', 'two') },
      ],
    };
    const { body } = await post('/definition-tests/run', { change }).expect(200);
    expect(body.items).toMatchObject([
      { test: 'new', passed: true, passedBefore: false },
      {
        ...{ test: 'old', passed: false, passedBefore: true },
        failures: [{ pointer: '/spec/expect/inputs/host' }],
      },
    ]);
    const given = { change, manifests: testText('given', 'two') };
    expect((await post('/definition-tests/run', given).expect(200)).body.items).toMatchObject([
      { test: 'given', passed: true, passedBefore: false },
    ]);
    // Nothing of it has happened.
    expect((await get('/definitions/a').expect(200)).body.version).toBe(1);
    const absent = { remove: [{ kind: 'ResourceDefinition', name: 'none' }] };
    await post('/definition-tests/run', { change: absent }).expect(404);
    await post('/definition-tests/run', { manifests: A }).expect(400);
  });

  it('are written by those who may change the definition that they expect', async () => {
    const { post, put, remove } = await withRegistry({
      files: {
        'a.yaml': A,
        'mine.yaml': manifestText(
          'ResourceDefinition',
          'mine',
          { type: 'postgres', driver: 'static', criteria: [{ application: 'bank' }] },
          { owner: 'group:default/dba' },
        ),
        'stored.yaml': testText('stored', 'one'),
      },
      policy: name =>
        name === definitionPermissions.update.name
          ? createDefinitionConditionalDecision(
              definitionPermissions.update,
              definitionConditions.isOwner({ claims: ['group:default/dba'] }),
            )
          : { result: AuthorizeResult.ALLOW },
    });
    const save = (name: string, manifest: string) =>
      put(`/definition-tests/${name}`, { manifest }).then(({ status }) => status);
    expect(await save('t', testText('t', 'one'))).toBe(403);
    expect(await save('stored', testText('stored', 'one', 'mine'))).toBe(403);
    await remove('/definition-tests/stored').expect(403);
    const mine = manifestText('DefinitionTest', 't', {
      context: { application: 'bank' },
      request: { type: 'postgres' },
      expect: { definition: 'mine' },
    });
    expect(await save('t', mine)).toBe(200);
    await post('/definition-tests/run', {}).expect(200);
  });
});
