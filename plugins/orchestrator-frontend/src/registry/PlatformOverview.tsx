import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Card, CardBody, CardHeader, Container, Flex, Text } from '@backstage/ui';
import { formatProblem } from '@tutti/score';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { useLive } from '../live/useLive';
import styles from '../plan/plan.module.css';
import { ErrorAlert } from '../status/ErrorAlert';
import { ExplainForm } from './ExplainForm';

/** For platform engineers: the sources of manifests and their errors, the definitions in force, and "why". */
export function PlatformOverview() {
  const api = useApi(platformOrchestratorApiRef);
  const { value, error, loading } = useLive(
    'registry',
    async signal => {
      const [sources, definitions, types] = await Promise.all([
        api.listManifestSources({ signal }),
        api.listDefinitions({ limit: 200 }, { signal }),
        api.listResourceTypes({ signal }),
      ]);
      return { sources: sources.items, definitions: definitions.items, types: types.items };
    },
    { interval: 10_000 },
  );
  if (loading) {
    return <Progress />;
  }
  if (!value) {
    return (
      <Container py="4">
        <ErrorAlert title="The registry cannot be shown" error={error!} />
      </Container>
    );
  }
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        {error && <ErrorAlert title="The newest state cannot be read right now" error={error} />}
        {value.sources.map(source => (
          <Alert
            key={source.name}
            status={source.status === 'ok' ? 'success' : 'warning'}
            icon
            title={`Source ${source.name}: ${source.manifests} manifests, ${source.status}`}
            description={
              source.problems.length > 0 ? (
                <ul className={styles.candidates}>
                  {source.problems.map(problem => (
                    <li key={formatProblem(problem)}>
                      <code>{formatProblem(problem)}</code>
                    </li>
                  ))}
                </ul>
              ) : undefined
            }
          />
        ))}
        <ExplainForm types={value.types.map(({ name }) => name).sort()} />
        <Card>
          <CardHeader>
            <Text as="h3" variant="title-x-small">
              Resource definitions
            </Text>
          </CardHeader>
          <CardBody>
            <table className={styles.table} aria-label="Resource definitions">
              <thead>
                <tr>
                  <th>Name</th>
                  <th>Type</th>
                  <th>Driver</th>
                  <th>Version</th>
                  <th>For</th>
                  <th>In use</th>
                  <th>File</th>
                </tr>
              </thead>
              <tbody>
                {value.definitions.map(definition => (
                  <tr key={definition.name}>
                    <td>{definition.name}</td>
                    <td>{definition.type}</td>
                    <td>{definition.driver}</td>
                    <td>v{definition.version}</td>
                    <td>
                      {definition.criteria
                        .map(
                          criterion =>
                            Object.entries(criterion)
                              .filter(
                                ([field, text]) =>
                                  text && !(field === 'class' && text === 'default'),
                              )
                              .map(([field, text]) => `${field} ${text}`)
                              .join(', ') || 'everything',
                        )
                        .join(' · ')}
                    </td>
                    <td>{definition.usage}</td>
                    <td>{definition.source.file}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </CardBody>
        </Card>
      </Flex>
    </Container>
  );
}
