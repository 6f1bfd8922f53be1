import type { Test } from 'supertest';
import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import {
  applicationPermissions,
  definitionPermissions,
  environmentPermissions,
  registryPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  applicationConditions,
  createApplicationConditionalDecision,
} from '../authorization/rules/applicationRules';
import {
  createDefinitionConditionalDecision,
  definitionConditions,
} from '../authorization/rules/definitionRules';
import {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from '../authorization/rules/environmentRules';
import {
  documents,
  environmentTypeText,
  manifestText,
  resourceTypeText,
} from '../registry/__testUtils__/manifestTexts';
import { withRegistry } from './__testUtils__/withRegistry';

jest.setTimeout(60_000);

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const TEAM = 'group:default/team';

type Api = Awaited<ReturnType<typeof withMineAndTheirs>>;
type Conditions = Parameters<typeof createDefinitionConditionalDecision>[1];

function definition(name: string, type: string, owner: string): string {
  const spec = { type, driver: 'static', criteria: [{ application: name }], inputs: { host: 'h' } };
  return manifestText('ResourceDefinition', name, spec, { owner });
}

/** The team's definition `mine` of the type `queue`, and `their` of `postgres` of somebody else, saved through the API. */
async function withMineAndTheirs() {
  const grants: Record<string, PolicyDecision> = {};
  const api = await withRegistry({
    policy: name => grants[name] ?? ALLOW,
    files: { 'queue.yaml': resourceTypeText('queue') },
  });
  for (const manifest of [
    definition('mine', 'queue', TEAM),
    definition('their', 'postgres', 'group:default/others'),
  ]) {
    await api.post('/definitions', { manifest }).expect(201);
  }
  return { ...api, grants };
}

function onlyWhere(
  verbs: (keyof typeof definitionPermissions)[],
  conditions: Conditions,
): Record<string, PolicyDecision> {
  const decisions = verbs.map(verb => {
    const permission = definitionPermissions[verb];
    return [permission.name, createDefinitionConditionalDecision(permission, conditions)];
  });
  return Object.fromEntries(decisions);
}

const RULES: [string, Conditions][] = [
  ['IS_OWNER', definitionConditions.isOwner({ claims: [TEAM] })],
  ['HAS_RESOURCE_TYPE', definitionConditions.hasResourceType({ types: ['queue'] })],
];

/** Every call that names a definition; `type` is the definition's. */
const CALLS: Record<string, (api: Api, name: string, type: string) => Test> = {
  getDefinition: ({ get }, name) => get(`/definitions/${name}`),
  getDefinitionManifest: ({ get }, name) => get(`/definitions/${name}/manifest`),
  listDefinitionVersions: ({ get }, name) => get(`/definitions/${name}/versions`),
  getDefinitionVersionManifest: ({ get }, name) => get(`/definitions/${name}/versions/1/manifest`),
  listDefinitionUsage: ({ get }, name) => get(`/definitions/${name}/usage`),
  askImpactOfPromotion: ({ post }, name) =>
    post('/impact', { promote: [{ definition: name, version: 1 }] }),
  askImpactOfDeletion: ({ post }, name) =>
    post('/impact', { remove: [{ kind: 'ResourceDefinition', name }] }),
  runDefinitionTests: ({ post }, name) =>
    post('/definition-tests/run', { change: { promote: [{ definition: name, version: 1 }] } }),
  setPin: ({ post }, name, type) =>
    post('/pins', {
      ...{ application: 'shop', environment: 'production' },
      ...{ node: `${type}.default#x`, definition: name, version: 1 },
    }),
  updateDefinition: ({ put }, name, type) =>
    put(`/definitions/${name}`, { manifest: definition(name, type, TEAM) }),
  promoteVersions: ({ post }, name) =>
    post('/promotions', { versions: [{ definition: name, version: 1 }] }),
  changeVersionStatus: ({ post }, name) =>
    post(`/definitions/${name}/versions/1/status`, { status: 'defective' }),
  deleteDefinition: ({ remove }, name) => remove(`/definitions/${name}`),
};
const CHANGES = ['updateDefinition', 'promoteVersions', 'changeVersionStatus', 'deleteDefinition'];

describe.each(RULES)('a definition that %s hides', (_rule, conditions) => {
  let api: Api;
  beforeAll(async () => {
    api = await withMineAndTheirs();
    Object.assign(api.grants, onlyWhere(['read', 'update', 'delete', 'promote'], conditions));
  });

  // In this order, since the last calls change their own definition.
  it.each(Object.keys(CALLS))('is as if it were not there for %s', async call => {
    const hidden = await CALLS[call](api, 'their', 'postgres');
    const absent = await CALLS[call](api, 'absent', 'postgres');
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    expect(hidden.body.error.message).toBe(
      absent.body.error.message.replaceAll('"absent"', '"their"'),
    );
    const { status } = await CALLS[call](api, 'mine', 'queue');
    expect(status).toBeLessThan(300);
  });

  it('is in no list', async () => {
    const { get, grants } = await withMineAndTheirs();
    Object.assign(grants, onlyWhere(['read'], conditions));
    const names = async (path: string) =>
      (await get(path).expect(200)).body.items.map((item: { name: string }) => item.name);
    expect(await names('/definitions')).toEqual(['mine']);
    expect(await names('/definitions?limit=1')).toEqual(['mine']);
    expect(await names('/definitions?type=postgres')).toEqual([]);
  });
});

describe('a definition that the caller may read and not change', () => {
  let api: Api;
  beforeAll(async () => {
    const [[, conditions]] = RULES;
    api = await withMineAndTheirs();
    Object.assign(api.grants, onlyWhere(['update', 'delete', 'promote'], conditions));
  });

  it.each(CHANGES)('is refused to them by %s, which says so', async call => {
    const { body, status } = await CALLS[call](api, 'their', 'postgres');
    expect([status, body.error.name]).toEqual([403, 'NotAllowedError']);
    expect((await CALLS[call](api, 'absent', 'postgres')).status).toBe(404);
  });

  it('is not taken by giving it an owner or a type that the caller has', async () => {
    const { grants, post, put } = await withMineAndTheirs();
    for (const [, conditions] of RULES) {
      Object.assign(grants, onlyWhere(['create', 'update', 'promote'], conditions));
      const given = { manifest: definition('mine', 'postgres', 'group:default/others') };
      expect((await put('/definitions/mine', given)).status).toBe(403);
      const created = { manifest: definition('new', 'postgres', 'group:default/others') };
      expect((await post('/definitions', created)).status).toBe(403);
    }
  });
});

describe('places that are hidden', () => {
  const PIN = { node: 'queue.default#web.q', definition: 'mine', version: 1 };

  /** A pin in each environment of `shop`, and one for all; Ana then sees `development` only, or no application. */
  async function withPins() {
    const api = await withMineAndTheirs();
    const uids: Record<string, string> = {};
    for (const environment of ['development', 'production', undefined]) {
      const pin = { ...PIN, application: 'shop', environment };
      uids[environment ?? 'all'] = (await api.post('/pins', pin).expect(201)).body.uid;
    }
    api.grants[environmentPermissions.read.name] = createEnvironmentConditionalDecision(
      environmentPermissions.read,
      environmentConditions.hasEnvironmentType({ types: ['development'] }),
    );
    return { ...api, uids };
  }

  it('by HAS_ENVIRONMENT_TYPE have no pins, and take none', async () => {
    const { get, grants, post, remove, uids } = await withPins();
    const listed = async () =>
      (await get('/pins').expect(200)).body.items.map((pin: { uid: string }) => pin.uid);
    expect(await listed()).toEqual([uids.development, uids.all]);
    for (const [hidden, absent] of [
      ['production', 'absent'].map(name => get(`/pins?application=shop&environment=${name}`)),
      ['production', 'absent'].map(environment =>
        post('/pins', { ...PIN, application: 'shop', environment }),
      ),
      ['production', 'absent'].map(environment =>
        post('/explain', { application: 'shop', environment, type: 'queue' }),
      ),
    ]) {
      const [first, second] = [await hidden, await absent];
      expect([first.status, second.status]).toEqual([404, 404]);
      expect(first.body.error.message.replace('production', 'absent')).toBe(
        second.body.error.message,
      );
    }
    const hidden = await remove(`/pins/${uids.production}`).expect(404);
    const absent = await remove('/pins/absent').expect(404);
    expect(hidden.body.error.message.replace(uids.production, 'absent')).toBe(
      absent.body.error.message,
    );
    await remove(`/pins/${uids.development}`).expect(200);

    grants[applicationPermissions.read.name] = createApplicationConditionalDecision(
      applicationPermissions.read,
      applicationConditions.isOwner({ claims: [TEAM] }),
    );
    expect(await listed()).toEqual([]);
    await get('/pins?application=shop').expect(404);
    await post('/pins', { ...PIN, application: 'shop' }).expect(404);
    await remove(`/pins/${uids.all}`).expect(404);
  });

  it('by HAS_ENVIRONMENT_TYPE are not among those that use a definition', async () => {
    const { environments, get, grants, ledger } = await withMineAndTheirs();
    for (const name of ['development', 'production']) {
      Object.assign(ledger.add(await environments.find('shop', name)), { definition: 'mine' });
    }
    grants['platform-orchestrator.ledger.read'] = createEnvironmentConditionalDecision(
      environmentPermissions.read,
      environmentConditions.hasEnvironmentType({ types: ['development'] }),
    );
    const { body } = await get('/definitions/mine/usage').expect(200);
    expect(body.items).toMatchObject([{ environment: 'development' }]);
  });
});

describe('permissions without conditions', () => {
  const type = { manifest: resourceTypeText('new') };
  const environmentType = { manifest: environmentTypeText('new', 40) };
  const explained = { application: 'shop', environment: 'production', type: 'queue' };
  const pin = {
    ...{ application: 'shop', node: 'queue.default#x' },
    ...{ definition: 'mine', version: 1 },
  };
  const calls: [string, string, (api: Api) => Test][] = [
    ['listResourceTypes', 'readResourceTypes', ({ get }) => get('/resource-types')],
    [
      'getResourceTypeManifest',
      'readResourceTypes',
      ({ get }) => get('/resource-types/queue/manifest'),
    ],
    ['listDrivers', 'readResourceTypes', ({ get }) => get('/drivers')],
    ['saveResourceType', 'writeResourceTypes', ({ put }) => put('/resource-types/new', type)],
    ['deleteResourceType', 'writeResourceTypes', ({ remove }) => remove('/resource-types/new')],
    ['listEnvironmentTypes', 'readEnvironmentTypes', ({ get }) => get('/environment-types')],
    [
      'getEnvironmentTypeManifest',
      'readEnvironmentTypes',
      ({ get }) => get('/environment-types/production/manifest'),
    ],
    [
      'saveEnvironmentType',
      'writeEnvironmentTypes',
      ({ put }) => put('/environment-types/new', environmentType),
    ],
    [
      'deleteEnvironmentType',
      'writeEnvironmentTypes',
      ({ remove }) => remove('/environment-types/new'),
    ],
    ['listManifestSources', 'readSources', ({ get }) => get('/sources')],
    ['explainMatch', 'explain', ({ post }) => post('/explain', explained)],
    ['listDefinitionTests', 'explain', ({ get }) => get('/definition-tests')],
    ['runDefinitionTests', 'explain', ({ post }) => post('/definition-tests/run', {})],
    [
      'getDefinitionTestManifest',
      'explain',
      ({ get }) => get('/definition-tests/queue-gets-mine/manifest'),
    ],
    ['askImpact', 'impact', ({ post }) => post('/impact', { files: [] })],
    ['getImpact', 'impact', ({ get }) => get('/impact/none')],
    ['listPins', 'readPins', ({ get }) => get('/pins')],
    ['setPin', 'writePins', ({ post }) => post('/pins', pin)],
    ['deletePin', 'writePins', ({ remove }) => remove('/pins/none')],
  ];

  it('are asked on every route that has one', async () => {
    const api = await withMineAndTheirs();
    await api.write({
      'tests.yaml': documents(
        manifestText('DefinitionTest', 'queue-gets-mine', {
          ...{ context: { application: 'mine' }, request: { type: 'queue' } },
          expect: { definition: 'mine' },
        }),
      ),
    });
    for (const [operation, name, call] of calls) {
      const permission = registryPermissions[name as keyof typeof registryPermissions].name;
      api.grants[permission] = DENY;
      const { body, status } = await call(api);
      expect([operation, status, body.error?.name]).toEqual([operation, 403, 'NotAllowedError']);
      expect(body.error.message).toContain(`"${permission}"`);
      delete api.grants[permission];
      const granted = await call(api);
      // What is not there is told of only now.
      expect([operation, [200, 201, 404].includes(granted.status)]).toEqual([operation, true]);
    }
  });
});
