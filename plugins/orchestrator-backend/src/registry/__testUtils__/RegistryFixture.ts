import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { DriverDescriptor } from '@tutti/planner';
import type { Knex } from 'knex';
import { prepareSchema } from '../../database/__testUtils__/prepareSchema';
import { DefaultRegistry } from '../DefaultRegistry';

const STATIC: DriverDescriptor = { id: 'static', version: '1.0.0', inputs: { type: 'object' } };

/** A migrated database and a folder with sources of manifests; for tests. */
export class RegistryFixture {
  readonly logger = mockServices.logger.mock();
  readonly #registries: DefaultRegistry[] = [];

  /** @param sources - names; the folder of each has its name */
  static async create(database: Knex, sources: string[] = ['platform']): Promise<RegistryFixture> {
    await prepareSchema(database);
    const root = await mkdtemp(join(tmpdir(), 'registry-'));
    for (const source of sources) {
      await mkdir(join(root, source));
    }
    return new RegistryFixture(database, root, sources);
  }

  private constructor(
    readonly database: Knex,
    readonly root: string,
    readonly sources: string[],
  ) {}

  /** Writes files by their path below the root; `undefined` removes one. */
  async write(files: Record<string, string | undefined>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.root, name);
      if (text === undefined) {
        await rm(path);
      } else {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
    }
  }

  /** A registry as one replica has it. */
  registry(
    options: {
      drivers?: DriverDescriptor[];
      sources?: string[];
      root?: string;
      newVersions?: 'proposed' | 'default';
      /** Addresses that are sources too, by name. */
      urls?: Record<string, string>;
      urlReader?: UrlReaderService;
    } = {},
  ): DefaultRegistry {
    const { drivers = [STATIC], sources = this.sources, root = this.root, newVersions } = options;
    const registry = DefaultRegistry.create({
      database: this.database,
      config: new ConfigReader({
        platformOrchestrator: {
          manifests: {
            sources: [
              ...sources.map(name => ({
                ...{ name, type: 'file', path: `./${name}` },
                ...(newVersions && { newVersions }),
              })),
              ...Object.entries(options.urls ?? {}).map(([name, target]) => ({
                ...{ name, type: 'url', target },
              })),
            ],
          },
        },
      }),
      logger: this.logger,
      urlReader: options.urlReader,
      drivers: () => drivers,
      scheduler: mockServices.scheduler.mock(),
      root,
    });
    this.#registries.push(registry);
    return registry;
  }

  /** Stops all registries and removes the folder. */
  async remove(): Promise<void> {
    await Promise.all(this.#registries.map(registry => registry.stop()));
    await rm(this.root, { recursive: true, force: true });
  }
}
