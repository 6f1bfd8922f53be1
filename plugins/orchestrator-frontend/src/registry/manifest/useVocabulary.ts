import { useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import type { Vocabulary } from './completionsAt';

/** The names to offer in an editor; what cannot be read is not offered, which is no reason not to write. */
export function useVocabulary(): Vocabulary {
  const api = useApi(platformOrchestratorApiRef);
  const types = useAsync(() => api.listResourceTypes(), [api]);
  const environmentTypes = useAsync(() => api.listEnvironmentTypes(), [api]);
  const drivers = useAsync(() => api.listDrivers(), [api]);
  const applications = useAsync(() => api.listApplications({ limit: 200 }), [api]);
  return {
    resourceTypes: namesOf(types.value?.items),
    environmentTypes: namesOf(environmentTypes.value?.items),
    applications: namesOf(applications.value?.items),
    drivers: drivers.value?.items ?? [],
  };
}

function namesOf(items: { name: string }[] = []): string[] {
  return items.map(({ name }) => name).sort();
}
