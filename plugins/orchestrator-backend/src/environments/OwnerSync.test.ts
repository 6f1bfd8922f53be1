import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { CatalogSystems } from './CatalogSystems';
import { DatabaseEnvironments } from './DatabaseEnvironments';
import { OwnerSync } from './OwnerSync';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

function system(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name, namespace: 'default' },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

describe.each(databases.eachSupportedId())('OwnerSync on %p', databaseId => {
  it('follows the owners of Systems, and takes the owner away when the System is gone', async () => {
    const knex = await databases.init(databaseId);
    await prepareSchema(knex);
    const environments = DatabaseEnvironments.create({
      database: knex,
      environmentTypes: async () => [],
      workloadsOfSets: async () => new Map(),
    });
    for (const name of ['shop', 'gone', 'unlinked']) {
      await environments.createApplication({
        name,
        labels: {},
        systemRef: name === 'unlinked' ? undefined : `system:default/${name}`,
        ownerRef: 'group:default/before',
      });
    }
    const catalog = catalogServiceMock({ entities: [system('shop', 'group:default/After')] });
    const sync = OwnerSync.fromConfig(new ConfigReader({}), {
      database: knex,
      systems: CatalogSystems.create({ catalog }),
      auth: mockServices.auth(),
      scheduler: mockServices.scheduler.mock(),
      logger: mockServices.logger.mock(),
    });

    await sync.run();

    const owners = await environments.applicationsByName(['shop', 'gone', 'unlinked']);
    expect(owners.map(found => found?.ownerRef)).toEqual([
      'group:default/after',
      undefined,
      'group:default/before',
    ]);
  });

  it('keeps owners as they are while the catalog does not answer', async () => {
    const knex = await databases.init(databaseId);
    await prepareSchema(knex);
    await knex('applications').insert({
      uid: '1',
      name: 'shop',
      system_ref: 'system:default/shop',
      owner_ref: 'group:default/shop',
    });
    const catalog = catalogServiceMock.mock();
    catalog.getEntitiesByRefs.mockRejectedValue(new Error('The catalog is starting.'));
    const sync = OwnerSync.fromConfig(new ConfigReader({}), {
      database: knex,
      systems: CatalogSystems.create({ catalog }),
      auth: mockServices.auth(),
      scheduler: mockServices.scheduler.mock(),
      logger: mockServices.logger.mock(),
    });

    await expect(sync.run()).rejects.toThrow('The catalog is starting.');
    await expect(knex('applications').first('owner_ref')).resolves.toEqual({
      owner_ref: 'group:default/shop',
    });
  });
});
