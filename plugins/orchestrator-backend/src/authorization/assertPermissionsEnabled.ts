import type { Config } from '@backstage/config';

/**
 * Refuses to run in production while Backstage's permission framework is off, since it then lets everybody do
 * everything. `nodeEnvironment` is the value of `NODE_ENV`.
 *
 * @throws Error with one sentence that says what to set.
 */
export function assertPermissionsEnabled(config: Config, nodeEnvironment: string | undefined) {
  if (nodeEnvironment === 'production' && !config.getOptionalBoolean('permission.enabled')) {
    throw new Error(
      'The platform orchestrator does not start in production while permissions are off, because everybody could ' +
        'then deploy everywhere: set permission.enabled to true in the configuration, and add a permission policy.',
    );
  }
}
