import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Select, Text } from '@backstage/ui';
import { registryPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ImpactChange } from '@tutti/backstage-plugin-platform-orchestrator-common';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import lists from '../../lists/lists.module.css';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { GuardedButton } from '../../permissions/GuardedButton';
import { ErrorAlert } from '../../status/ErrorAlert';
import { ImpactReportView } from '../impact/ImpactReportView';
import { useImpact } from '../impact/useImpact';
import type { DefinitionTabProps } from './DefinitionPage';

const FILTER = ['change'] as const;
const ARCHIVE = 'archive';

/** What promoting a version or archiving the definition would do, without doing it. */
export function ImpactTab({ definition }: DefinitionTabProps) {
  const { name } = definition;
  const api = useApi(platformOrchestratorApiRef);
  const filter = useUrlFilter(FILTER);
  const versions = useAsync(() => api.listDefinitionVersions(name), [api, name]);
  const impact = useImpact();
  const promotable = (versions.value?.items ?? []).filter(({ status }) => status !== 'default');
  const chosen = filter.values.change ?? String(promotable[0]?.version ?? ARCHIVE);
  const change: ImpactChange =
    chosen === ARCHIVE
      ? { remove: [{ kind: 'ResourceDefinition', name }] }
      : { promote: [{ definition: name, version: Number(chosen) }] };
  return (
    <Flex direction="column" gap="4">
      <Text color="secondary">
        Every environment is planned as it is and as the change would leave it. Nothing is changed.
        Saving a manifest and promoting a version show the same before they do it.
      </Text>
      <div className={lists.bar}>
        <Select
          label="What if"
          options={[
            ...promotable.map(({ version, status }) => ({
              value: String(version),
              label: `version ${version} (${status}) were promoted`,
            })),
            { value: ARCHIVE, label: 'the definition were archived' },
          ]}
          value={chosen}
          onChange={key => filter.set({ change: String(key) })}
        />
        <GuardedButton
          permission={registryPermissions.impact}
          action="see the impact of changes"
          obstacle={impact.loading ? 'Every environment is being looked at.' : undefined}
          label="Show the impact"
          variant="primary"
          onPress={() => impact.ask(change)}
        />
      </div>
      {impact.loading && <Alert status="info" isPending title="Looking at every environment…" />}
      {impact.error && <ErrorAlert title="The impact cannot be shown" error={impact.error} />}
      {impact.report && !impact.loading && <ImpactReportView report={impact.report} />}
    </Flex>
  );
}
