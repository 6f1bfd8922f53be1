import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, CardHeader, Flex, Select, Text, TextField } from '@backstage/ui';
import type { MatchExplanation } from '@tutti/planner';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { MatchDetails } from '../plan/MatchDetails';
import { ErrorAlert } from '../status/ErrorAlert';

/** Asks which definition a request matches in a context, and why. */
export function ExplainForm(props: { types: string[] }) {
  const api = useApi(platformOrchestratorApiRef);
  const environmentTypes = useAsync(() => api.listEnvironmentTypes(), [api]);
  const [application, setApplication] = useState('shop');
  const [environmentType, setEnvironmentType] = useState<string>();
  const [type, setType] = useState<string>();
  const [resourceClass, setResourceClass] = useState('');
  const [explanation, setExplanation] = useState<MatchExplanation>();
  const [error, setError] = useState<Error>();

  const explain = async () => {
    setError(undefined);
    try {
      setExplanation(
        await api.explain({
          application,
          environmentType,
          type: type ?? '',
          ...(resourceClass ? { class: resourceClass } : {}),
        }),
      );
    } catch (caught) {
      setExplanation(undefined);
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
  };
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small">
          Why does it match?
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <Flex gap="3" align="end">
            <TextField label="Application" value={application} onChange={setApplication} />
            <Select
              label="Environment type"
              options={(environmentTypes.value?.items ?? []).map(({ name, title }) => ({
                value: name,
                label: title ?? name,
              }))}
              value={environmentType ?? null}
              onChange={key => setEnvironmentType(key === null ? undefined : String(key))}
            />
            <Select
              label="Resource type"
              options={props.types.map(name => ({ value: name, label: name }))}
              value={type ?? null}
              onChange={key => setType(key === null ? undefined : String(key))}
            />
            <TextField
              label="Class"
              placeholder="default"
              value={resourceClass}
              onChange={setResourceClass}
            />
            <Button isDisabled={!type || !environmentType || !application} onPress={explain}>
              Explain
            </Button>
          </Flex>
          {error && <ErrorAlert title="There is no answer" error={error} />}
          {explanation && <MatchDetails explanation={explanation} />}
        </Flex>
      </CardBody>
    </Card>
  );
}
