import {
  coreServices,
  createServiceFactory,
  type RootHealthService,
} from '@backstage/backend-plugin-api';
import { readinessChecksServiceRef } from '@tutti/backstage-plugin-platform-orchestrator-node';

/**
 * Backstage's health service with the checks of {@link readinessChecksServiceRef}: `/.backstage/health/v1/readiness`
 * answers 503 with the reasons while any of them fails. Liveness is as before, since a restart mends none of them. Add it
 * to the backend in the place of the default one.
 */
export const readinessHealthServiceFactory = createServiceFactory({
  service: coreServices.rootHealth,
  deps: { lifecycle: coreServices.rootLifecycle, checks: readinessChecksServiceRef },
  factory({ lifecycle, checks }): RootHealthService {
    let state: 'starting' | 'up' | 'stopping' = 'starting';
    lifecycle.addStartupHook(() => {
      state = 'up';
    });
    lifecycle.addBeforeShutdownHook(() => {
      state = 'stopping';
    });
    return {
      getLiveness: async () => ({ status: 200, payload: { status: 'ok' } }),
      getReadiness: async () => {
        if (state !== 'up') {
          const message =
            state === 'starting' ? 'Backend has not started yet' : 'Backend is shutting down';
          return { status: 503, payload: { message, status: 'error' } };
        }
        const unready = await checks.unready();
        return Object.keys(unready).length === 0
          ? { status: 200, payload: { status: 'ok' } }
          : { status: 503, payload: { message: 'Not ready', status: 'error', checks: unready } };
      },
    };
  },
});
