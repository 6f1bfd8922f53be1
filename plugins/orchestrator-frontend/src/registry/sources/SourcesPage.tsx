import { useApi } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type { ManifestSourceView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { FilterBar } from '../../lists/FilterBar';
import { FilterSelect } from '../../lists/FilterSelect';
import { FilterText } from '../../lists/FilterText';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { EmptyState } from '../../status/EmptyState';
import { RelativeTime } from '../../status/RelativeTime';
import { StatusBadge } from '../../status/StatusBadge';
import { ProblemList } from '../manifest/ProblemList';
import { RoomHeader } from '../RoomHeader';
import styles from '../registry.module.css';

const FILTER = ['text', 'status'] as const;
const STATUSES = ['ok', 'degraded'] as const;

/** Where manifests come from, how the last reading went, and what is wrong in them. */
export function SourcesPage() {
  const api = useApi(platformOrchestratorApiRef);
  const { values, set, isSet } = useUrlFilter(FILTER);
  const live = useLive(
    `sources/${JSON.stringify(values)}`,
    signal =>
      api.listManifestSources(
        { ...values, status: STATUSES.find(status => status === values.status) },
        { signal },
      ),
    { interval: 5_000 },
  );
  return (
    <>
      <RoomHeader title="Sources">
        Where manifests come from. What is wrong in one keeps the others in force.
      </RoomHeader>
      <FilterBar noun="sources">
        <FilterText
          label="Name or target"
          value={values.text}
          onChange={value => set({ text: value })}
        />
        <FilterSelect
          label="Status"
          options={STATUSES}
          value={values.status}
          onChange={value => set({ status: value })}
        />
      </FilterBar>
      <LiveView live={live} errorTitle="The sources cannot be shown">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={isSet ? 'No source fits the filter' : 'There are no sources'}>
              {isSet
                ? 'Take a part of the filter away.'
                : 'Name one in the configuration, under platformOrchestrator.manifests.sources.'}
            </EmptyState>
          ) : (
            <Flex direction="column" gap="4">
              {items.map(source => (
                <Source key={source.name} source={source} />
              ))}
            </Flex>
          )
        }
      </LiveView>
    </>
  );
}

function Source(props: { source: ManifestSourceView }) {
  const { source } = props;
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center">
          <Text as="h3" variant="title-x-small">
            {source.name}
          </Text>
          <StatusBadge status={source.status} />
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <dl className={styles.facts}>
            <dt>Kind</dt>
            <dd>{source.kind}</dd>
            <dt>Target</dt>
            <dd>{source.target}</dd>
            {source.revision && (
              <>
                <dt>Revision</dt>
                <dd>
                  <code>{source.revision}</code>
                </dd>
              </>
            )}
            <dt>Manifests</dt>
            <dd>{source.manifests}</dd>
            <dt>New versions</dt>
            <dd>
              {source.newVersions === 'default'
                ? 'become the default at once'
                : 'are proposed and wait to be promoted'}
            </dd>
            <dt>Last read</dt>
            <dd>
              {source.lastReadAt ? (
                <RelativeTime at={source.lastReadAt} />
              ) : (
                'not read from anywhere'
              )}
            </dd>
          </dl>
          {source.problems.length > 0 && (
            <ProblemList problems={source.problems} label={`Problems of ${source.name}`} />
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}
