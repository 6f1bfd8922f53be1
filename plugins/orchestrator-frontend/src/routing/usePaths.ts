import { useRouteRef } from '@backstage/frontend-plugin-api';
import { deploymentRouteRef, environmentRouteRef } from './routes';

/** Paths to the plugin's own pages; `undefined` where the app has turned the platform page off. */
export interface Paths {
  deployment(uid: string): string | undefined;
  environment(application: string, environment: string): string | undefined;
}

/** Gives the paths to the plugin's own pages. */
export function usePaths(): Paths {
  const deployment = useRouteRef(deploymentRouteRef);
  const environment = useRouteRef(environmentRouteRef);
  return {
    deployment: uid => deployment?.({ uid }),
    environment: (application, name) => environment?.({ application, environment: name }),
  };
}
