import { useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';

/** The names of an application's environments; none of one that does not exist, since a context may be made up. */
export function useEnvironmentNames(application: string | undefined): string[] {
  const api = useApi(platformOrchestratorApiRef);
  const { value } = useAsync(
    async () => (application ? api.listEnvironments(application) : { items: [] }),
    [api, application],
  );
  return (value?.items ?? []).map(({ name }) => name);
}
