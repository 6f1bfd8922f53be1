import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Flex, Select, Text } from '@backstage/ui';
import type { DefinitionVersionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import lists from '../../lists/lists.module.css';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { ErrorAlert } from '../../status/ErrorAlert';
import { TextDiff } from './TextDiff';

const CHOICE = ['from', 'to'] as const;

/** The differences between two versions, line by line; the URL holds which two. */
export function VersionComparison(props: { name: string; versions: DefinitionVersionView[] }) {
  const { name, versions } = props;
  const api = useApi(platformOrchestratorApiRef);
  const choice = useUrlFilter(CHOICE);
  const [newest, second] = versions;
  const from = Number(choice.values.from ?? second.version);
  const to = Number(choice.values.to ?? newest.version);
  const texts = useAsync(
    async () =>
      Promise.all(
        [from, to].map(
          async version => (await api.getDefinitionManifest(name, { version })).manifest,
        ),
      ),
    [api, name, from, to],
  );
  const options = versions.map(({ version, status }) => ({
    value: String(version),
    label: `v${version} (${status})`,
  }));
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small">
          Compare
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <div className={lists.bar}>
            <Select
              label="From"
              options={options}
              value={String(from)}
              onChange={key => choice.set({ from: String(key) })}
            />
            <Select
              label="To"
              options={options}
              value={String(to)}
              onChange={key => choice.set({ to: String(key) })}
            />
          </div>
          {texts.loading && <Progress />}
          {texts.error && (
            <ErrorAlert title="The versions cannot be compared" error={texts.error} />
          )}
          {texts.value && (
            <TextDiff
              before={texts.value[0]}
              after={texts.value[1]}
              label={`Differences from version ${from} to version ${to}`}
            />
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}
