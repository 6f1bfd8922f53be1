import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { deploymentRouteRef, environmentRouteRef, platformRouteRef } from './routes';

/** Paths to the plugin's own pages; `undefined` where the app has turned the platform page off. */
export interface Paths {
  deployment(uid: string): string | undefined;
  environment(application: string, environment: string): string | undefined;
  /** A page of the registry; the parts become segments: `registry('definitions', 'postgres', 'usage')`. */
  registry(...parts: string[]): string | undefined;
}

/** Gives the paths to the plugin's own pages. */
export function usePaths(): Paths {
  const deployment = useRouteRef(deploymentRouteRef);
  const environment = useRouteRef(environmentRouteRef);
  const platform = useRouteRef(platformRouteRef);
  return useMemo(
    () => ({
      deployment: uid => deployment?.({ uid }),
      environment: (application, name) => environment?.({ application, environment: name }),
      registry: (...parts) => platform && [platform(), ...parts.map(encodeURIComponent)].join('/'),
    }),
    [deployment, environment, platform],
  );
}
