import path from 'node:path';
import { createConfigSecretEnumerator } from '@backstage/backend-defaults/rootConfig';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import * as winston from 'winston';
import { loadCachedConfigSchema } from './loadCachedConfigSchema';

/**
 * The logger of the embedded default: Backstage's, which hides every secret of the configuration,
 * with a schema that need not be compiled at each start.
 *
 * @param dataFolder - absolute path; keeps the schema.
 */
export function createEmbeddedLogger(dataFolder: string) {
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: { config: coreServices.rootConfig },
    async factory({ config }) {
      const logger = WinstonLogger.create({
        meta: { service: 'backstage' },
        level: process.env.LOG_LEVEL ?? 'info',
        format: WinstonLogger.colorFormat(),
        transports: [new winston.transports.Console()],
      });
      const schema = await loadCachedConfigSchema({
        root: process.cwd(),
        cacheFile: path.join(dataFolder, 'cache/config-schema.json'),
      });
      const secretsOf = await createConfigSecretEnumerator({ logger, schema });
      logger.addRedactions(secretsOf(config));
      config.subscribe?.(() => logger.addRedactions(secretsOf(config)));
      return logger;
    },
  });
}
