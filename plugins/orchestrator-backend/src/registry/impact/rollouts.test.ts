import { TestDatabases } from '@backstage/backend-test-utils';
import { v7 as uuid } from 'uuid';
import { definitionText } from '../__testUtils__/manifestTexts';
import { ImpactFixture } from './__testUtils__/ImpactFixture';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';
const NODE = 'postgres.default#web.db';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('impact while a rollout is under way on %p', id => {
  let fixture: ImpactFixture;
  let rollout: string;
  /** Version 1 of `a` is the default; a rollout has brought version 2 to the type `p`, and not yet to `q`. */
  beforeEach(async () => {
    fixture = await ImpactFixture.create(await databases.init(id), { newVersions: 'proposed' });
    await fixture.parts.versions.promote(
      {
        versions: [
          { definition: 'a', version: 1 },
          { definition: 'plain', version: 1 },
        ],
      },
      ANA,
    );
    await fixture.addEnvironment('later', 'q', { isLive: true });
    await fixture.declare('two');
    const { uid: definition } = await fixture.database('definitions').where({ name: 'a' }).first();
    rollout = uuid();
    await fixture.database('rollouts').insert({
      ...{ uid: rollout, definition_uid: definition, version: 2, status: 'paused' },
      ...{ waves: '[["p"],["q"]]', wave: 1, concurrency: 1, started_by: ANA },
    });
  });
  afterEach(() => fixture.remove());

  it('is planned with the version that the rollout has brought, and before its wave with the default', async () => {
    // What promoting it changes is what has not been brought yet.
    const report = await fixture.parts.impacts.ask(
      { promote: [{ definition: 'a', version: 2 }] },
      ANA,
    );
    const [later, ...others] = report.environments!;
    expect(later).toMatchObject({
      ...{ environment: 'later', result: 'affected' },
      rollouts: [{ uid: rollout, definition: 'a', version: 2, hasArrived: false }],
    });
    expect(later.nodes).toContainEqual(
      expect.objectContaining({ node: NODE, versionBefore: 1, version: 2 }),
    );
    expect(others.find(each => each.environment === 'live')).toMatchObject({
      ...{ result: 'unaffected', nodes: [] },
      rollouts: [{ uid: rollout, definition: 'a', version: 2, hasArrived: true }],
    });
    expect(others.find(each => each.environment === 'idle')).not.toHaveProperty('rollouts');
  });

  it('of another version is nothing where the rollout stands in for the default', async () => {
    const content = definitionText('a', { host: 'three', application: 'shop' });
    const { environments } = await fixture.parts.impacts.ask(
      { files: [{ name: 'a.yaml', content }] },
      ANA,
    );
    expect(environments!.map(each => [each.environment, each.result])).toEqual([
      ['later', 'affected'],
      ['idle', 'unaffected'],
      ['live', 'unaffected'],
    ]);
  });

  it('of a deletion is that nothing makes it any more, rollout or not', async () => {
    const { environments } = await fixture.parts.impacts.ask(
      { remove: [{ kind: 'ResourceDefinition', name: 'a' }] },
      ANA,
    );
    const live = environments!.find(each => each.environment === 'live')!;
    expect(live.nodes.map(({ node, action }) => [node, action])).toContainEqual([NODE, 'blocked']);
  });
});
