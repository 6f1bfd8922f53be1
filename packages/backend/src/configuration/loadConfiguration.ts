import type { Config } from '@backstage/config';
import { ConfigSources, StaticConfigSource } from '@backstage/config-loader';
import { EmbeddedDefault } from '../embedded/EmbeddedDefault';

/** The configuration of the backend, and the embedded default when the configuration asks for it. */
export interface LoadedConfiguration {
  config: Config;
  embedded?: EmbeddedDefault;
}

/**
 * Reads the configuration files and variables; starts the embedded default when they ask for it,
 * and puts what it started under them, so that a file can still override any of it.
 *
 * @throws Error of the embedded default, or about a file that cannot be read.
 */
export async function loadConfiguration(): Promise<LoadedConfiguration> {
  const files = ConfigSources.default({});
  const config = await ConfigSources.toConfig(files);
  if (!EmbeddedDefault.isEnabled(config)) {
    return { config };
  }
  const embedded = await EmbeddedDefault.start(config);
  const started = StaticConfigSource.create({
    data: embedded.configuration,
    context: 'embedded default',
  });
  return {
    config: await ConfigSources.toConfig(ConfigSources.merge([started, files])),
    embedded,
  };
}
