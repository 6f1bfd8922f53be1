import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  DefinitionVersionView,
  VersionStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { GuardedButton } from '../../permissions/GuardedButton';
import { usePaths } from '../../routing/usePaths';
import { MaybeLink } from '../../status/MaybeLink';
import { personName } from '../../status/personName';
import { RelativeTime } from '../../status/RelativeTime';
import { StatusBadge } from '../../status/StatusBadge';
import { CriteriaList } from '../CriteriaList';
import styles from '../registry.module.css';
import type { DefinitionTabProps } from './DefinitionPage';
import { versionActions } from './versionActions';
import { VersionComparison } from './VersionComparison';
import { VersionDialog } from './VersionDialog';

/** All versions of a definition, what can be done with each, and the differences between any two. */
export function VersionsTab({ definition, onChange }: DefinitionTabProps) {
  const { name } = definition;
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const [chosen, setChosen] = useState<{
    version: DefinitionVersionView;
    to: VersionStatus;
  }>();
  const live = useLive(
    `versions/${name}`,
    async signal => (await api.listDefinitionVersions(name, { signal })).items,
    { interval: 10_000 },
  );
  const usagePath = paths.registry('definitions', name, 'usage');
  return (
    <LiveView live={live} errorTitle="The versions cannot be shown">
      {versions => (
        <>
          <DataTable
            label={`Versions of ${name}`}
            items={versions}
            keyOf={({ version }) => String(version)}
            columns={[
              {
                title: 'Version',
                cell: ({ version, createdAt }) => (
                  <>
                    <span className={styles.name}>v{version}</span>
                    <span className={styles.sub}>
                      <RelativeTime at={createdAt} />
                    </span>
                  </>
                ),
              },
              { title: 'Status', cell: version => <VersionStatusCell version={version} /> },
              {
                title: 'For',
                cell: ({ criteria, criteriaInForce }) => (
                  <>
                    <CriteriaList criteria={criteria} shown={3} />
                    {!criteriaInForce && <span className={styles.sub}>not in force</span>}
                  </>
                ),
              },
              {
                title: 'In use',
                isNumber: true,
                cell: ({ version, usage }) => (
                  <MaybeLink to={usagePath && `${usagePath}?version=${version}`}>{usage}</MaybeLink>
                ),
              },
              {
                title: 'Actions',
                cell: version => (
                  <div className={styles.actions}>
                    {versionActions(version.status).map(({ to, label, verb, obstacle }) => (
                      <GuardedButton
                        key={to}
                        permission={definitionPermissions.promote}
                        resourceRef={name}
                        action={`change the versions of ${name}`}
                        obstacle={obstacle}
                        label={label}
                        ariaLabel={`${verb} version ${version.version}`}
                        onPress={() => setChosen({ version, to })}
                      />
                    ))}
                  </div>
                ),
              },
            ]}
          />
          {versions.length > 1 ? (
            <VersionComparison name={name} versions={versions} />
          ) : (
            <Text color="secondary">
              There is one version. Once there are two, their differences show here.
            </Text>
          )}
          {chosen && (
            <VersionDialog
              version={chosen.version}
              to={chosen.to}
              onDone={() => {
                live.refresh();
                onChange();
              }}
              onClose={() => setChosen(undefined)}
            />
          )}
        </>
      )}
    </LiveView>
  );
}

function VersionStatusCell({ version }: { version: DefinitionVersionView }) {
  const { status, changed } = version;
  return (
    <Flex direction="column">
      <StatusBadge status={status} />
      {changed && (
        <span className={styles.sub}>
          {personName(changed.by)}, <RelativeTime at={changed.at} />
          {changed.reason && `: ${changed.reason}`}
        </span>
      )}
    </Flex>
  );
}
