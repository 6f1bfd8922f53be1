import {
  definitionText,
  documents,
  environmentTypeText,
  manifestText,
  resourceTypeText,
} from '../../registry/__testUtils__/manifestTexts';
import { RegistryFixture } from '../../registry/__testUtils__/RegistryFixture';
import { seedWeb } from '../../registry/__testUtils__/seedWeb';
import { STATIC } from './startTestApi';
import { withShop } from './withShop';

/** Options of {@link withRegistry}. */
export type WithRegistryOptions = Parameters<typeof withShop>[0] & {
  newVersions?: 'proposed';
  /** Texts of manifests of the source `platform`, by the name of the file in it. */
  files?: Record<string, string>;
};

/**
 * The API over a real registry, called by Ana. Its source `platform` declares the type `postgres`, the environment types
 * `development` and `production`, and what is given; `write` changes its files and syncs.
 */
export async function withRegistry({
  newVersions,
  files = {},
  drivers = [STATIC],
  ...options
}: WithRegistryOptions = {}) {
  let fixture: RegistryFixture;
  const write = async (changed: Record<string, string | undefined>) => {
    const below = Object.entries(changed).map(([name, text]) => [`platform/${name}`, text]);
    await fixture.write(Object.fromEntries(below));
  };
  const api = await withShop({
    ...options,
    drivers,
    registry: async database => {
      fixture = await RegistryFixture.create(database);
      await write({
        'types.yaml': documents(
          resourceTypeText('postgres', { stateful: true }),
          environmentTypeText('development', 10),
          environmentTypeText('production', 30),
        ),
        ...files,
      });
      const registry = fixture.registry({ newVersions, drivers });
      await registry.sync();
      return registry;
    },
  });
  return {
    ...api,
    write: async (changed: Record<string, string | undefined>) => {
      await write(changed);
      await api.rooms.registry.sync();
    },
  };
}

/**
 * Beside it, `web` with its database is deployed in both environments of `shop`. The definition of the database, `a`, was
 * saved through the API.
 */
export async function withDatabases(options: WithRegistryOptions = {}) {
  const profile = { type: 'workload', driver: 'static', criteria: [{}] };
  const files = { 'profile.yaml': manifestText('ResourceDefinition', 'plain', profile) };
  const api = await withRegistry({ ...options, files: { ...files, ...options.files } });
  const manifest = definitionText('a', { host: 'one', application: 'shop' });
  await api.post('/definitions', { manifest }).expect(201);
  for (const name of ['development', 'production']) {
    await seedWeb(api.knex, (await api.environments.find('shop', name)).uid);
  }
  return api;
}
